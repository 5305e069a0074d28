// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A Unix socket that passes everything on to another, until it is closed as if that had died. */
final class SocketProxy implements AutoCloseable {

  private final Path place;
  private final Path target;
  private final ServerSocketChannel server;
  private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();

  private SocketProxy(Path place, Path target, ServerSocketChannel server) {
    this.place = place;
    this.target = target;
    this.server = server;
  }

  static SocketProxy to(Path target, Path directory) throws IOException {
    Path place = directory.resolve("proxy.sock");
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(place));
    SocketProxy proxy = new SocketProxy(place, target, server);
    inBackground(proxy::serve);
    return proxy;
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
        SocketChannel real = SocketChannel.open(UnixDomainSocketAddress.of(target));
        open.add(client);
        open.add(real);
        inBackground(() -> pass(client, real));
        inBackground(() -> pass(real, client));
      }
    } catch (IOException e) {
      // It was closed.
    }
  }

  private static void pass(SocketChannel from, SocketChannel to) {
    ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
    try {
      while (from.read(buffer.clear()) >= 0) {
        buffer.flip();
        while (buffer.hasRemaining()) {
          to.write(buffer);
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
    return place.toString();
  }
}
