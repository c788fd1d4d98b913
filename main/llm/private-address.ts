import { BlockList, isIP } from "node:net";

const own = new BlockList();
// RFC 1918, RFC 6598, loopback and link-local; RFC 4193 and their like in IPv6.
for (const [net, prefix] of [
  ["10.0.0.0", 8],
  ["172.16.0.0", 12],
  ["192.168.0.0", 16],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
] as const)
  own.addSubnet(net, prefix, "ipv4");
for (const [net, prefix] of [
  ["fc00::", 7],
  ["fe80::", 10],
  ["::1", 128],
] as const)
  own.addSubnet(net, prefix, "ipv6");

/** Whether an address belongs to a private network: nothing sent to it leaves the building by itself. */
export function isPrivateAddress(address: string): boolean {
  const family = isIP(address);
  return family !== 0 && own.check(address, family === 4 ? "ipv4" : "ipv6");
}
