export default function NotFound() {
  return (
    <main className="mx-auto max-w-xl p-8">
      <h1 className="text-lg font-semibold">There is no page at this address</h1>
      <p className="mt-2">
        {/* A plain link: the router's would be one more script for everyone. */}
        <a href="/" className="underline">
          Open the debugger
        </a>
      </p>
    </main>
  );
}
