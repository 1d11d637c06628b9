/** The list by itself: the package's index brings word lists and keyboard graphs with it. */
declare module '@zxcvbn-ts/language-common/dist/passwords.json.mjs' {
  /** Common passwords in small letters, the most usual first. */
  const passwords: readonly string[];
  export default passwords;
}
