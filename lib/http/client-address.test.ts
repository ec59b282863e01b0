import { expect, it } from "vitest";
import { clientAddress, networkOf } from "#/lib/http/client-address.ts";

it.each([
  ["the peer, whatever the client writes", "192.0.2.1", "198.51.100.9", 0, "192.0.2.1"],
  ["the peer without its IPv4 mapping", "::ffff:192.0.2.1", undefined, 0, "192.0.2.1"],
  ["what the one proxy saw", "10.0.0.1", "6.6.6.6, 198.51.100.9", 1, "198.51.100.9"],
  ["what the outer of two proxies saw", "10.0.0.1", "6.6.6.6, 198.51.100.9, 10.0.0.2", 2, "198.51.100.9"],
  ["an IPv6 address in brackets", "10.0.0.1", "[2001:db8::1]:4711", 1, "2001:db8::1"],
  ["the peer where the header says nonsense", "10.0.0.1", "unknown", 1, "10.0.0.1"],
  ["the peer where the proxy says nothing", "10.0.0.1", undefined, 1, "10.0.0.1"],
])("is %s", (_, peer, forwarded, proxies, expected) => {
  expect(clientAddress(peer, forwarded, proxies)).toBe(expected);
});

it("counts an IPv6 network as one", () => {
  expect(networkOf("2001:db8:1:2:aaaa::1")).toBe(networkOf("2001:db8:1:2::ffff"));
  expect(networkOf("2001:db8:1:3::1")).not.toBe(networkOf("2001:db8:1:2::1"));
  expect(networkOf("::1")).toBe("0:0:0:0");
  expect(networkOf("192.0.2.1")).toBe("192.0.2.1");
});
