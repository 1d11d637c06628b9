import type { Judgement, VectorCase } from './case';
import { judgeDpop } from './judge-dpop';
import { judgeAead, judgeEcdh, judgeJwe } from './judge-jwe';
import { judgeJws } from './judge-jws';
import * as other from './judge-other';
import { judgeSdJwt } from './judge-sd-jwt';
import { judgeWeakSecret } from './judge-weak-secret';

/** Who judges a case, by its kind. A browser runs the judges too: nothing here may be Node's alone. */
export const judges: ReadonlyMap<string, (vector: VectorCase) => Promise<Judgement>> = new Map([
  ['jws', judgeJws],
  ['jwe', judgeJwe],
  ['sd-jwt', judgeSdJwt],
  ['dpop', judgeDpop],
  ['weak-secret', judgeWeakSecret],
  ['format', other.judgeFormat],
  ['jwk', other.judgeImport],
  ['key-conversion', other.judgeConversion],
  ['thumbprint', other.judgeThumbprint],
  ['raw-signature', other.judgeRawSignature],
  ['aead', judgeAead],
  ['ecdh', judgeEcdh],
]);
