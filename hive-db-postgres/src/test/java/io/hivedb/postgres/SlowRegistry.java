// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * A registry with one image of one layer, of which it gives the half until it is told to go on. The
 * image holds nothing that runs. Docker trusts any certificate of registries of this machine.
 */
final class SlowRegistry implements AutoCloseable {

  private static final String MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";
  private static final String CONFIG = "application/vnd.docker.container.image.v1+json";
  private static final String LAYER = "application/vnd.docker.image.rootfs.diff.tar";
  private static final int BYTES = 8 << 20;

  /** The engine tells how far it is a few times a second, as long as something comes. */
  private static final int PIECE = 1 << 17;

  private static final long BETWEEN_PIECES_MILLIS = 100;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch goOn = new CountDownLatch(1);
  private final byte[] layer;
  private final byte[] manifest;
  private final Map<String, byte[]> blobs;

  private SlowRegistry(HttpServer server) throws IOException {
    this.server = server;
    layer = layer();
    byte[] config =
        """
        {"architecture":"amd64","os":"linux","config":{},"rootfs":{"type":"layers","diff_ids":["%s"]}}
        """
            .formatted(digest(layer))
            .getBytes(StandardCharsets.UTF_8);
    manifest =
        """
        {"schemaVersion":2,"mediaType":"%s",
         "config":{"mediaType":"%s","size":%d,"digest":"%s"},
         "layers":[{"mediaType":"%s","size":%d,"digest":"%s"}]}
        """
            .formatted(
                MANIFEST, CONFIG, config.length, digest(config), LAYER, layer.length, digest(layer))
            .getBytes(StandardCharsets.UTF_8);
    blobs = Map.of(digest(config), config, digest(layer), layer);
  }

  static SlowRegistry start(Path directory) throws Exception {
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls(directory.resolve("registry.p12"))));
    SlowRegistry registry = new SlowRegistry(server);
    server.setExecutor(registry.threads);
    server.createContext("/v2/", registry::answer);
    server.start();
    return registry;
  }

  private static SSLContext tls(Path file) throws Exception {
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(SelfSignedKey.make(file), SelfSignedKey.password());
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(keys.getKeyManagers(), null, null);
    return tls;
  }

  /** Other bytes each time: no engine has them. */
  private static byte[] layer() throws IOException {
    byte[] content = new byte[BYTES];
    new Random().nextBytes(content);
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(packed)) {
      TarArchiveEntry entry = new TarArchiveEntry("noise");
      entry.setSize(BYTES);
      tar.putArchiveEntry(entry);
      tar.write(content);
      tar.closeArchiveEntry();
    }
    return packed.toByteArray();
  }

  private static String digest(byte[] content) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
      return "sha256:" + HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** The image's name. */
  String image() {
    return "127.0.0.1:" + server.getAddress().getPort() + "/hive-db-test/slow:1";
  }

  void goOn() {
    goOn.countDown();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String name = path.substring(path.lastIndexOf('/') + 1);
      if (path.equals("/v2/")) {
        send(exchange, "application/json", "{}".getBytes(StandardCharsets.UTF_8));
      } else if (path.contains("/manifests/")) {
        exchange.getResponseHeaders().set("Docker-Content-Digest", digest(manifest));
        send(exchange, MANIFEST, manifest);
      } else if (blobs.containsKey(name)) {
        send(exchange, "application/octet-stream", blobs.get(name));
      } else {
        exchange.sendResponseHeaders(404, -1);
      }
    }
  }

  private void send(HttpExchange exchange, String type, byte[] content) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.getResponseHeaders().set("Content-Length", Integer.toString(content.length));
      exchange.sendResponseHeaders(200, -1);
      return;
    }
    exchange.sendResponseHeaders(200, content.length);
    OutputStream body = exchange.getResponseBody();
    int slow = content == layer ? BYTES / 2 : 0;
    for (int sent = 0; sent < slow; sent += PIECE) {
      body.write(content, sent, PIECE);
      body.flush();
      await(BETWEEN_PIECES_MILLIS);
    }
    if (slow > 0) {
      await(Long.MAX_VALUE);
    }
    body.write(content, slow, content.length - slow);
  }

  private void await(long millis) throws IOException {
    try {
      goOn.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
