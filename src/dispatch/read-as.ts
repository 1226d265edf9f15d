import type { UserError } from '../errors.ts';
import { code, paragraph, say } from '../reply/build.ts';
import type { Reply } from '../reply/document.ts';
import { errorReply } from '../reply/error-reply.ts';
import type { ParsedCall } from './parsed-call.ts';

/** The reply; in front, where somebody typed no command, as which line their text was read. */
export const sayingHowRead = ({ readAs }: ParsedCall, reply: Reply): Reply =>
  readAs === undefined ? reply : { ...reply, nodes: [paragraph(say`Read as ${code(readAs)}`), ...reply.nodes] };

/** What a person reads when their call is refused. */
export const refusalOf = (call: ParsedCall, error: UserError): Reply => sayingHowRead(call, errorReply(error));
