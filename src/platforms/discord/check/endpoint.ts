import { DiscordAPIError } from '@discordjs/rest';
import type { REST } from 'discord.js';
import { Routes } from 'discord-api-types/v10';
import { INTERACTIONS_PATH } from '../http/endpoint.ts';
import type { Application } from './application.ts';
import { type Finding, right, wrong } from './finding.ts';

/** Takes the address away. */
const NONE = 'none';

/** Where a test server is, which may take http. */
const LOOPBACK = '127.0.0.1';
const PROBE_MS = 5_000;

/**
 * Sets the interactions endpoint URL at Discord, which takes it only if it answers a PING and refuses bad signatures.
 *
 * @param url an address, or {@link NONE}
 */
export async function setEndpoint(rest: REST, { verify_key: key }: Application, url: string): Promise<Finding> {
  try {
    await rest.patch(Routes.currentApplication(), { body: { interactions_endpoint_url: url === NONE ? null : url } });
    return right(
      url === NONE
        ? 'The interactions endpoint URL is removed at Discord: commands come by the gateway from now on.'
        : `The interactions endpoint URL is set at Discord to ${url}: nothing comes by the gateway any more.`,
    );
  } catch (error) {
    if (!(error instanceof DiscordAPIError && error.status === 400)) throw error;
    const said = reasonsIn(error.rawError).join(' ') || error.message;
    return wrong(`Discord does not take ${url}: ${said.replace(/\.?$/, '.')}`, await advice(url, key));
  }
}

/** The messages that stand somewhere in an answer of Discord's. */
function reasonsIn(answer: unknown): string[] {
  if (typeof answer !== 'object' || answer === null) return [];
  return Object.entries(answer).flatMap(([name, inside]) =>
    name === '_errors' && Array.isArray(inside)
      ? inside.map(({ message }: { message?: unknown }) => String(message))
      : reasonsIn(inside),
  );
}

/** What is to be done, by what the address answers to a request with a bad signature. */
async function advice(url: string, key: string): Promise<string> {
  const { protocol, hostname } = new URL(url);
  if (protocol !== 'https:' && hostname !== LOOPBACK) return 'Discord takes only addresses that begin with https://.';
  try {
    const { status } = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-signature-ed25519': '0'.repeat(128),
        'x-signature-timestamp': String(Math.floor(Date.now() / 1000)),
      },
      body: '{"type":1}',
      redirect: 'manual',
      signal: AbortSignal.timeout(PROBE_MS),
    });
    return adviceFor(status, key);
  } catch (error) {
    const { cause, message } = error as Error;
    const why = cause instanceof Error ? cause.message : message;
    return `I cannot reach it either (${why}). Start Chainrule first, and lead that address to it.`;
  }
}

function adviceFor(status: number, key: string): string {
  if (status === 401)
    return `Asked by me it refuses a bad signature, as it must. So look whether it runs with DISCORD_PUBLIC_KEY=${key}, answers within 3 s, and can be reached from outside with a valid certificate.`;
  if (status === 404 || status === 405)
    return `There is nothing at this address (status ${status}). The path is ${INTERACTIONS_PATH}, and is there only while Chainrule runs with DISCORD_PUBLIC_KEY=${key}.`;
  if (status >= 300 && status < 400)
    return `It leads elsewhere (status ${status}), and Discord does not follow. Give the address that it leads to.`;
  if (status < 300)
    return `It takes requests with a bad signature (status ${status}), so it is not Chainrule that answers there.`;
  return `It answers with status ${status}. Look at its log, or that of the proxy before it.`;
}
