import { code, paragraph, say, strong } from '../../../reply/build.ts';
import type { ReplyNode } from '../../../reply/document.ts';
import { type Html, html } from '../html.ts';
import type { Addresses } from './address.ts';

/** Said where the address leads nobody else here. */
export const LOCAL =
  'This address works on this machine only. For a class start the program with HOST or WEB_ORIGIN set: see docs/classroom.md.';

/** How others come into a room. */
export const invitation = (room: string, { join, present, local }: Addresses): ReplyNode[] => [
  paragraph(say`Room ${strong(room)} is open. Others join at ${code(join)}`),
  ...(local ? [paragraph(say`${LOCAL}`)] : []),
  { kind: 'links', links: [{ label: "Presenter's view", url: present }] },
];

/** The QR code of a room as a picture; its text is the address. */
export const qrHtml = (room: string, { join }: Addresses): Html =>
  html`<img class="qr" src="/rooms/${room}/qr.svg" alt="QR code of ${join}" width="160" height="160">`;
