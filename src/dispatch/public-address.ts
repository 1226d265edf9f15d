import { lookup as dnsLookup, type LookupAddress } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** Of IPv4: this host, private networks, link-local, tests, multicast, reserved (IANA's special-purpose registry). */
const NOT_PUBLIC: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
];
/** Within the global unicast addresses of IPv6: protocol assignments, documentation, and 6to4, which may lead anywhere. */
const NOT_PUBLIC_6: readonly (readonly [string, number])[] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
];

const refused = new BlockList();
for (const [net, prefix] of NOT_PUBLIC) refused.addSubnet(net, prefix, 'ipv4');
for (const [net, prefix] of NOT_PUBLIC_6) refused.addSubnet(net, prefix, 'ipv6');
const global6 = new BlockList();
global6.addSubnet('2000::', 3, 'ipv6');

/** May an IP address be asked for what a stranger named? Private networks, this machine and the like may not. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !refused.check(address, 'ipv4');
  return family === 6 && global6.check(address, 'ipv6') && !refused.check(address, 'ipv6');
}

type Resolve = (host: string, done: (error: Error | null, addresses: LookupAddress[]) => void) => void;

const resolveAll: Resolve = (host, done) => dnsLookup(host, { all: true }, done);

/**
 * The look-up of a name for one connection, which fails where any of its addresses is not public: the address that
 * was checked is the one that is connected to.
 */
export const publicLookup =
  (resolve: Resolve = resolveAll): LookupFunction =>
  (host, { all, family }, done) => {
    const fail = (error: Error): void => done(error, [], 0);
    resolve(host, (error, found) => {
      if (error) return fail(error);
      if (found.some(({ address }) => !isPublicAddress(address))) return fail(new Error(`${host} is not public`));
      const fitting = found.filter((one) => !family || one.family === family);
      const [first] = fitting;
      if (first === undefined) return fail(new Error(`${host} has no address`));
      return all ? done(null, fitting) : done(null, first.address, first.family);
    });
  };
