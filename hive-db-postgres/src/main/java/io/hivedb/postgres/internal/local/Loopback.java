// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres.internal.local;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import java.util.stream.Stream;

/** The address of this machine that only this machine reaches. */
final class Loopback {

  private static final String IPV4 = "127.0.0.1";
  private static final String IPV6 = "::1";

  private Loopback() {}

  /** IPv4's, or IPv6's where the machine has no other. */
  static String address() {
    try (Stream<NetworkInterface> all = NetworkInterface.networkInterfaces()) {
      return among(
          all.flatMap(NetworkInterface::inetAddresses).map(InetAddress::getHostAddress).toList());
    } catch (SocketException e) {
      return IPV4;
    }
  }

  static String among(List<String> addresses) {
    boolean onlyIpv6 =
        !addresses.contains(IPV4)
            && addresses.stream().anyMatch(address -> address.startsWith("0:0:0:0:0:0:0:1"));
    return onlyIpv6 ? IPV6 : IPV4;
  }
}
