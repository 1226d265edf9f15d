import type { UserError } from '../errors.ts';
import { buttons, code, paragraph, say } from '../reply/build.ts';
import type { Reply } from '../reply/document.ts';
import { errorReply } from '../reply/error-reply.ts';
import type { ParsedCall } from './parsed-call.ts';

/**
 * The reply; in front, where somebody typed no command, as which line their text was read; behind it, where it was taken
 * as the answer to a question, the line for what else it says.
 */
export const sayingHowRead = ({ readAs, instead, answering }: ParsedCall, reply: Reply): Reply => {
  if ((readAs ?? instead ?? answering) === undefined) return reply;
  const before =
    answering !== undefined
      ? [paragraph(say`Your answer: ${code(answering)}`)]
      : readAs === undefined
        ? []
        : [paragraph(say`Read as ${code(readAs)}`)];
  const behind =
    instead === undefined ? [] : [paragraph(say`This was taken as your answer. Otherwise type ${code(instead)}.`)];
  return { ...reply, nodes: [...before, ...reply.nodes, ...behind] };
};

/** What a person reads when their call is refused. */
export const refusalOf = (call: ParsedCall, error: UserError): Reply => sayingHowRead(call, errorReply(error));

/** A refusal with the form that the text came from, unless it has one of its own. */
export function offeringForm({ again }: ParsedCall, reply: Reply): Reply {
  const hasForm = reply.nodes.some((node) => node.kind === 'buttons' && node.buttons.some(({ filled }) => filled));
  return again === undefined || hasForm ? reply : { ...reply, nodes: [...reply.nodes, buttons(again)] };
}
