import { type MemberRow, rowsOf } from './member';
import { publication, rfc } from './source';

const nfProfile = publication('3GPP TS 29.510 §6.3.5.2.4', 'https://www.3gpp.org/dynareport/29510.htm');
const iana = publication('IANA JWT claims', 'https://www.iana.org/assignments/jwt/jwt.xhtml');
const federation = (section: string) =>
  publication(`OpenID Federation §${section}`, 'https://openid.net/specs/openid-federation-1_0.html');

/**
 * Registered claims of special fields: telephony, attestation of devices, content delivery, federations, mobile
 * networks (IANA "JSON Web Token Claims", as of September 2026).
 */
// biome-ignore format: one row a line
export const specialClaims: readonly MemberRow[] = [
  ...rowsOf(rfc(8055), [
    ['sip_from_tag', 'SIP From tag', 'string', 'The tag of the From header field of a SIP request.'],
    ['sip_date', 'SIP date', 'any', 'The Date header field of a SIP request.'],
    ['sip_callid', 'SIP call id', 'string', 'The Call-ID header field of a SIP request.'],
    ['sip_cseq_num', 'SIP CSeq number', 'any', 'The sequence number of a SIP request.'],
    ['sip_via_branch', 'SIP Via branch', 'string', 'The branch parameter of the Via header field of a SIP request.'],
  ]),
  ...rowsOf(rfc(8225, '5.2.1'), [
    ['orig', 'calling party', 'object', 'Who makes the call, by telephone number or URI.'],
    ['dest', 'called party', 'object', 'Who is called, by telephone number or URI.'],
  ]),
  ...rowsOf(rfc(8225, '5.2.2'), [['mky', 'media keys', 'array', 'Fingerprints of the keys that protect the media of a call.']]),
  ...rowsOf(rfc(8443, '3'), [['rph', 'call priority', 'object', 'That the caller may use the resource priority that the call asks for.']]),
  ...rowsOf(rfc(8485), [
    ['vot', 'vector of trust', 'string', 'How sure the issuer is of the identity, as a vector of trust.'],
    ['vtm', 'trustmark', 'string', 'URL of the definition of the vector of trust.'],
  ]),
  ...rowsOf(rfc(8588), [
    ['attest', 'attestation level', 'string', 'How far the telephone company vouches for the caller: A, B or C (SHAKEN).'],
    ['origid', 'origin id', 'string', 'An opaque id of where the call came from (SHAKEN).'],
  ]),
  ...rowsOf(rfc(8688), [['jcard', 'call card', 'array', 'A card with details of the caller, in jCard form.']]),
  ...rowsOf(publication('ETSI GS NFV-SEC 022', 'https://www.etsi.org/deliver/etsi_gs/NFV-SEC/001_099/022/'), [['at_use_nbr', 'number of uses', 'any', 'For how many requests the access token may be used.']]),
  ...rowsOf(rfc(8946), [
    ['div', 'diverted call', 'object', 'To whom the call was first made before it was diverted.'],
    ['opt', 'original PASSporT', 'string', 'The full token of the call before it was diverted.'],
  ]),
  ...rowsOf(rfc(9027), [['sph', 'SIP priority', 'any', 'The Priority header field of a SIP request, as in emergency calls.']]),
  ...rowsOf(rfc(9200, '5.10'), [
    ['ace_profile', 'ACE profile', 'any', 'The profile of ACE with which the token is to be used.'],
    ['cnonce', 'client nonce', 'any', 'A value by which a device without a clock sees that the token is fresh.'],
  ]),
  ...rowsOf(rfc(9200, '5.10.3'), [['exi', 'expires in', 'number', 'For how many seconds the token is good from when the device first sees it.']]),
  ...rowsOf(rfc(9711), [
    ['eat_nonce', 'attestation nonce', 'any', 'A value from the verifier that shows that the attestation is fresh.'],
    ['ueid', 'device id', 'any', 'The universal id of the device.'],
    ['sueids', 'lasting device ids', 'any', 'Ids of the device that can change at certain moments of its life.'],
    ['oemid', 'hardware maker', 'any', 'Who made the hardware.'],
    ['hwmodel', 'hardware model', 'any', 'The model of the hardware.'],
    ['hwversion', 'hardware version', 'any', 'The version of the hardware.'],
    ['oemboot', 'maker-approved boot', 'boolean', 'Whether the maker authorized the software that was booted.'],
    ['dbgstat', 'debug state', 'any', 'Whether the debugging facilities of the device are shut off.'],
    ['location', 'location', 'any', 'Where the device is.'],
    ['eat_profile', 'attestation profile', 'any', 'The profile that the attestation follows.'],
    ['submods', 'submodules', 'object', 'Attestations of the parts of the device.'],
    ['uptime', 'uptime', 'number', 'For how many seconds the device has been running.'],
    ['bootcount', 'boot count', 'number', 'How often the device was booted.'],
    ['bootseed', 'boot seed', 'any', 'A random value that tells one run of the device from the next.'],
    ['dloas', 'approval letters', 'array', 'Certifications of the device.'],
    ['swname', 'software name', 'any', 'The name of the software that runs on the device.'],
    ['swversion', 'software version', 'any', 'The version of the software that runs on the device.'],
    ['manifests', 'manifests', 'array', 'Manifests of the software on the device.'],
    ['measurements', 'measurements', 'array', 'Measurements of the software and its state.'],
    ['measres', 'measurement results', 'array', 'How the measurements compare with what they should be.'],
    ['intuse', 'intended use', 'any', 'What the attestation is to be used for.'],
  ]),
  ...rowsOf(iana, [['cmw', 'conceptual wrapper', 'any', 'A wrapped message of remote attestation.']]),
  ...rowsOf(rfc(9246, '2.1.8'), [['cdniv', 'CDNI version', 'number', 'The version of the claims set for signed URIs of content delivery.']]),
  ...rowsOf(rfc(9246, '2.1.9'), [['cdnicrit', 'CDNI critical claims', 'string', 'Claims that a content delivery network must understand.']]),
  ...rowsOf(rfc(9246, '2.1.10'), [['cdniip', 'CDNI client address', 'string', 'The encrypted IP address of the client that may fetch the content.']]),
  ...rowsOf(rfc(9246, '2.1.11'), [['cdniuc', 'CDNI URI container', 'string', 'The URI, or a pattern of URIs, that the token opens.']]),
  ...rowsOf(rfc(9246, '2.1.12'), [['cdniets', 'CDNI renewal lifetime', 'number', 'For how many seconds a renewed token is good.']]),
  ...rowsOf(rfc(9246, '2.1.13'), [['cdnistt', 'CDNI transport', 'number', 'How a renewed token is handed over.']]),
  ...rowsOf(rfc(9246, '2.1.14'), [['cdnistd', 'CDNI token depth', 'number', 'How much of the path a renewed token covers.']]),
  ...rowsOf(rfc(9321, '3.2.3'), [['sig_val_claims', 'signature validation', 'object', 'The record that a signature was validated.']]),
  ...rowsOf(rfc(9447), [['atc', 'authority token', 'object', 'That the subject may ask for a certificate for the names inside (ACME).']]),
  ...rowsOf(rfc(9795), [
    ['rcd', 'rich call data', 'object', 'The name, logo or card of the caller.'],
    ['rcdi', 'call data digests', 'object', 'Digests of the data to which the rich call data point.'],
    ['crn', 'call reason', 'string', 'Why the call is made, in words.'],
  ]),
  ...rowsOf(rfc(9475), [['msgi', 'message integrity', 'string', 'A digest of the message to which the token belongs.']]),
  ...rowsOf(rfc(9560, '3.1.5.1'), [['rdap_allowed_purposes', 'RDAP purposes', 'strings', 'The purposes for which the holder may query registration data.']]),
  ...rowsOf(rfc(9560, '3.1.5.2'), [['rdap_dnt_allowed', 'RDAP do not track', 'boolean', 'Whether the holder may ask that queries are not logged.']]),
  ...rowsOf(publication('CTA-5009', 'https://www.iana.org/assignments/jwt/jwt.xhtml'), [['geohash', 'geohash', 'string-or-strings', 'A place on the earth, as a geohash.']]),
  ...rowsOf(nfProfile, [
    ['consumerPlmnId', 'consumer PLMN', 'object', 'The mobile network of the consumer of a network function.'],
    ['consumerSnpnId', 'consumer SNPN', 'object', 'The private mobile network of the consumer.'],
    ['producerPlmnId', 'producer PLMN', 'object', 'The mobile network of the producer of a network function.'],
    ['producerSnpnId', 'producer SNPN', 'object', 'The private mobile network of the producer.'],
    ['producerSnssaiList', 'producer slices', 'array', 'The network slices of the producer that the consumer may use.'],
    ['producerNsiList', 'producer instances', 'array', 'The slice instances of the producer that the consumer may use.'],
    ['producerNfSetId', 'producer set', 'string', 'The set of network functions of the producer.'],
    ['producerNfServiceSetId', 'producer service set', 'string', 'The set of services of the producer.'],
    ['sourceNfInstanceId', 'source function', 'string', 'The network function from which the request comes.'],
    ['analyticsIdList', 'analytics', 'array', 'The analytics that the consumer may use.'],
  ]),
  ...rowsOf(publication('3GPP TS 29.222 §8.5.4.2.8', 'https://www.3gpp.org/dynareport/29222.htm'), [['resOwnerId', 'resource owner', 'any', 'The owner of the resource.']]),
  ...rowsOf(federation('13.1'), [['jwks', 'key set', 'object', 'The keys with which the subject signs its statements.']]),
  ...rowsOf(federation('13.2'), [['metadata', 'metadata', 'object', 'What the subject says of itself, for each role that it plays.']]),
  ...rowsOf(federation('13.3'), [['constraints', 'constraints', 'object', 'Limits on the trust chains through this issuer.']]),
  ...rowsOf(federation('13.4'), [['crit', 'critical claims', 'strings', 'Claims that a receiver must understand, or else refuse the token.']]),
  ...rowsOf(federation('13.5'), [['ref', 'reference', 'string', 'URL of a page about the trust mark.']]),
  ...rowsOf(federation('13.6'), [['delegation', 'delegation', 'string', 'That the issuer may give out trust marks of another owner.']]),
  ...rowsOf(federation('13.7'), [['logo_uri', 'logo', 'string', 'URL of a logo.']]),
  ...rowsOf(federation('3.2'), [
    ['authority_hints', 'authority hints', 'strings', 'The superiors of the subject in its federations.'],
    ['trust_anchor_hints', 'trust anchor hints', 'strings', 'Trust anchors of the federations of the subject.'],
    ['trust_marks', 'trust marks', 'array', 'Trust marks that the subject has been given.'],
    ['trust_mark_issuers', 'trust mark issuers', 'object', 'Who may give out which trust marks.'],
    ['trust_mark_owners', 'trust mark owners', 'object', 'Who owns which trust marks.'],
  ]),
  ...rowsOf(federation('3.3'), [
    ['metadata_policy', 'metadata policy', 'object', 'Rules for the metadata of those below.'],
    ['metadata_policy_crit', 'critical policies', 'strings', 'Policy operators that a receiver must understand.'],
    ['source_endpoint', 'source endpoint', 'string', 'URL where this statement was fetched.'],
  ]),
  ...rowsOf(federation('5.2.1'), [['keys', 'keys', 'array', 'The keys of a signed key set.']]),
  ...rowsOf(federation('7.1'), [['trust_mark_type', 'trust mark type', 'string', 'The kind of trust mark.']]),
  ...rowsOf(federation('8.3.2'), [['trust_chain', 'trust chain', 'strings', 'The chain of statements that leads to the trust anchor.']]),
  ...rowsOf(federation('12.2.3'), [['trust_anchor', 'trust anchor', 'string', 'The trust anchor that both parties share.']]),
  ...rowsOf(iana, [['stpl', 'OCSP staple', 'any', 'A certificate status that comes with a caller-identity token (PASSporT).']]),
];
