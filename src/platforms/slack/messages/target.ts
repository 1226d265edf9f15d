import { z } from 'zod';

/** A conversation in Slack, or a thread in it. */
export interface ThreadRef {
  readonly channel: string;
  readonly thread?: string | undefined;
}

/** Where somebody asked, and so where the response goes; kept in forms, too. */
export const targetSchema = z.object({
  channel: z.string(),
  user: z.string(),
  responseUrl: z.string().optional(),
  /** A response_url of a button replaces the message with the button; one of a command only what it posted itself. */
  replaceable: z.boolean().optional(),
  thread: z.string().optional(),
  /** Is it a conversation with the bot alone? What is for the asker is an ordinary message there, which stays. */
  direct: z.boolean().optional(),
  /** What stood in front of the command's name: what the answer names is called alike. */
  prefix: z.string().optional(),
});

export type ResponseTarget = Readonly<z.infer<typeof targetSchema>>;
