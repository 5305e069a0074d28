// SPDX-License-Identifier: Apache-2.0
package io.hivedb.pglite.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SpinningSocketFactoryTests {

  private static final InetAddress LOCAL = InetAddress.getLoopbackAddress();

  private final SpinningSocketFactory factory = new SpinningSocketFactory();
  private ServerSocket server;

  @BeforeEach
  void listen() throws IOException {
    server = new ServerSocket(0, 1, LOCAL);
  }

  @AfterEach
  void close() throws IOException {
    server.close();
  }

  @Test
  void connectsInAllWaysThatFactoriesOffer() throws IOException {
    String host = LOCAL.getHostAddress();
    int port = server.getLocalPort();
    answersTo(factory.createSocket(host, port));
    answersTo(factory.createSocket(LOCAL, port));
    answersTo(factory.createSocket(host, port, LOCAL, 0));
    answersTo(factory.createSocket(LOCAL, port, LOCAL, 0));
    Socket later = factory.createSocket();
    later.connect(server.getLocalSocketAddress());
    answersTo(later);
  }

  @Test
  void saysThatNobodyListens() throws IOException {
    int port = server.getLocalPort();
    server.close();

    assertThatThrownBy(() -> factory.createSocket(LOCAL, port))
        .isInstanceOf(ConnectException.class);
  }

  @Test
  void waitsForWhatComesLongAfterSpinning() throws Exception {
    try (Socket socket = connected();
        Socket peer = server.accept()) {
      CompletableFuture<Integer> read = reading(socket);
      assertThat(catchThrowable(() -> read.get(20, TimeUnit.MILLISECONDS))).isNotNull();

      peer.getOutputStream().write(42);

      assertThat(read.get(30, TimeUnit.SECONDS)).isEqualTo(42);
    }
  }

  @Test
  void endsWhereThePeerEnds() throws Exception {
    try (Socket socket = connected()) {
      server.accept().close();

      assertThat(reading(socket).get(30, TimeUnit.SECONDS)).isEqualTo(-1);
    }
  }

  @Test
  void obeysTheTimeoutOfTheSocket() throws IOException {
    try (Socket socket = connected();
        Socket peer = server.accept()) {
      socket.setSoTimeout(1);

      assertThatThrownBy(() -> socket.getInputStream().read(new byte[1]))
          .isInstanceOf(SocketTimeoutException.class);
      assertThat(peer.isClosed()).isFalse();
    }
  }

  @Test
  void aSocketThatIsClosedMeanwhileReadsNoMore() throws Exception {
    Socket socket = connected();
    try (Socket peer = server.accept()) {
      CompletableFuture<Integer> read = reading(socket);
      socket.close();

      assertThatThrownBy(() -> read.get(30, TimeUnit.SECONDS))
          .hasCauseInstanceOf(SocketException.class);
      assertThat(peer.isClosed()).isFalse();
    }
  }

  private Socket connected() throws IOException {
    return factory.createSocket(LOCAL, server.getLocalPort());
  }

  private static CompletableFuture<Integer> reading(Socket socket) throws IOException {
    InputStream input = socket.getInputStream();
    CompletableFuture<Integer> result = new CompletableFuture<>();
    Thread reader =
        new Thread(
            () -> {
              try {
                byte[] bytes = new byte[8];
                int count = input.read(bytes);
                result.complete(count < 0 ? count : (int) bytes[0]);
              } catch (IOException e) {
                result.completeExceptionally(e);
              }
            });
    reader.setDaemon(true);
    reader.start();
    return result;
  }

  private void answersTo(Socket socket) throws IOException {
    try (socket;
        Socket peer = server.accept()) {
      byte[] sent = "some bytes".getBytes(StandardCharsets.UTF_8);
      peer.getOutputStream().write(sent);
      assertThat(socket.getInputStream().readNBytes(sent.length)).isEqualTo(sent);
      assertThat(socket.getInputStream()).isInstanceOf(SpinningInputStream.class);
    }
  }
}
