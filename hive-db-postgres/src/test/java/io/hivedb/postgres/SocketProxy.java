// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** A socket that passes everything on to another, until it is closed as if that had died. */
final class SocketProxy implements AutoCloseable {

  private final String place;
  private final SocketAddress target;
  private final UnaryOperator<String> change;
  private final ServerSocketChannel server;
  private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();

  private SocketProxy(
      String place,
      SocketAddress target,
      UnaryOperator<String> change,
      ServerSocketChannel server) {
    this.place = place;
    this.target = target;
    this.change = change;
    this.server = server;
    inBackground(this::serve);
  }

  /** Of a Unix socket. */
  static SocketProxy to(Path target, Path directory) throws IOException {
    Path place = directory.resolve("proxy.sock");
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(place));
    return new SocketProxy(
        place.toString(), UnixDomainSocketAddress.of(target), sent -> sent, server);
  }

  /** Of a port of this machine, with a change, of the same length, to what is sent to it. */
  static SocketProxy to(int port, UnaryOperator<String> change) throws IOException {
    InetAddress host = InetAddress.getLoopbackAddress();
    ServerSocketChannel server = ServerSocketChannel.open();
    server.bind(new InetSocketAddress(host, 0));
    String place = server.getLocalAddress().toString().replaceFirst("^.*/", "");
    return new SocketProxy(place, new InetSocketAddress(host, port), change, server);
  }

  private static void inBackground(Runnable task) {
    Thread thread = new Thread(task, "socket-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  private void serve() {
    try {
      while (true) {
        SocketChannel client = server.accept();
        SocketChannel real = SocketChannel.open(target);
        open.add(client);
        open.add(real);
        inBackground(() -> pass(client, real, change));
        inBackground(() -> pass(real, client, sent -> sent));
      }
    } catch (IOException e) {
      // It was closed.
    }
  }

  private static void pass(SocketChannel from, SocketChannel to, UnaryOperator<String> change) {
    ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
    try {
      while (from.read(buffer.clear()) >= 0) {
        String sent = StandardCharsets.ISO_8859_1.decode(buffer.flip()).toString();
        ByteBuffer changed = StandardCharsets.ISO_8859_1.encode(change.apply(sent));
        while (changed.hasRemaining()) {
          to.write(changed);
        }
      }
      to.shutdownOutput();
    } catch (IOException e) {
      // One of the two has hung up.
    }
  }

  @Override
  public void close() throws IOException {
    hangUp();
  }

  /** Ends all connections, and takes no more. */
  void hangUp() throws IOException {
    server.close();
    for (SocketChannel channel : open) {
      channel.close();
    }
  }

  /** The place of the socket. */
  @Override
  public String toString() {
    return place;
  }
}
