// SPDX-License-Identifier: Apache-2.0
package io.hivedb.pglite.internal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Makes the sockets by which pgjdbc talks to the bridge: whoever waits for an answer looks for it a
 * moment before sleeping, see {@link SpinningInputStream}. The driver makes it by its name, which
 * is why it is public. Thread-safe.
 */
public final class SpinningSocketFactory extends SocketFactory {

  /** What the driver calls. */
  public SpinningSocketFactory() {}

  /**
   * Makes a socket to be connected.
   *
   * @return the socket
   */
  @Override
  public Socket createSocket() {
    return new SpinningSocket();
  }

  /**
   * Makes a connected socket.
   *
   * @param host where to
   * @param port where to
   * @return the socket
   * @throws IOException if it cannot be connected
   */
  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return connected(null, new InetSocketAddress(host, port));
  }

  /**
   * Makes a connected socket.
   *
   * @param host where to
   * @param port where to
   * @param localHost where from
   * @param localPort where from
   * @return the socket
   * @throws IOException if it cannot be connected
   */
  @Override
  public Socket createSocket(String host, int port, InetAddress localHost, int localPort)
      throws IOException {
    return connected(
        new InetSocketAddress(localHost, localPort), new InetSocketAddress(host, port));
  }

  /**
   * Makes a connected socket.
   *
   * @param host where to
   * @param port where to
   * @return the socket
   * @throws IOException if it cannot be connected
   */
  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return connected(null, new InetSocketAddress(host, port));
  }

  /**
   * Makes a connected socket.
   *
   * @param host where to
   * @param port where to
   * @param localHost where from
   * @param localPort where from
   * @return the socket
   * @throws IOException if it cannot be connected
   */
  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort)
      throws IOException {
    return connected(
        new InetSocketAddress(localHost, localPort), new InetSocketAddress(host, port));
  }

  private static Socket connected(@Nullable InetSocketAddress from, InetSocketAddress to)
      throws IOException {
    Socket socket = new SpinningSocket();
    try {
      if (from != null) {
        socket.bind(from);
      }
      socket.connect(to);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }
}
