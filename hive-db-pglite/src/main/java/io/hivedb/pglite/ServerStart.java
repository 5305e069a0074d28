// SPDX-License-Identifier: Apache-2.0
package io.hivedb.pglite;

import io.hivedb.BackendStartException;
import io.hivedb.HiveDbConfig;
import io.hivedb.internal.cache.CacheRoot;
import io.hivedb.spi.ServerSettings;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way from settings to a running server; what was begun is ended when a later step fails. */
final class ServerStart {

  private static final Logger LOG = LoggerFactory.getLogger(PgliteServer.class);
  private static final int PASSWORD_BYTES = 24;

  private final ServerSettings settings;
  private final PgliteSettings own;

  /** Made while Node.js is looked for: the first random number of a JVM takes a while. */
  private final CompletableFuture<String> password =
      CompletableFuture.supplyAsync(ServerStart::randomPassword);

  ServerStart(ServerSettings settings) {
    this.settings = settings;
    this.own = new PgliteSettings(settings.settings());
  }

  private static String randomPassword() {
    byte[] bytes = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  PgliteServer run() {
    Optional<Path> location = DataLocation.of(settings);
    Path node = NodeLookup.find(settings.settings()).program();
    BridgeFiles files = new BridgeFiles(CacheRoot.find(PgliteSettings.CACHE, own.cacheDirectory()));
    @Nullable DataDirectory directory = location.map(DataDirectory::open).orElse(null);
    try {
      Bridge bridge = startBridge(node, files, directory);
      return keep(bridge, directory);
    } catch (RuntimeException e) {
      closeQuietly(directory, e);
      throw e;
    }
  }

  private PgliteServer keep(Bridge bridge, @Nullable DataDirectory directory) {
    PgliteServer server = new PgliteServer(bridge, password.join(), directory);
    LOG.debug("Started {} as process {}", server, bridge.handle().pid());
    return server;
  }

  private static void closeQuietly(@Nullable DataDirectory directory, RuntimeException failure) {
    if (directory != null) {
      try {
        directory.close();
      } catch (RuntimeException e) {
        failure.addSuppressed(e);
      }
    }
  }

  /** Files that were damaged after they were unpacked are unpacked again, once. */
  private Bridge startBridge(Path node, BridgeFiles files, @Nullable DataDirectory directory) {
    try {
      return launch(node, files.unpacked(), directory);
    } catch (BackendStartException e) {
      if (isPortTaken(e)) {
        throw portTaken(e);
      }
      if (!files.repaired()) {
        throw e;
      }
      LOG.warn("The unpacked PGlite bridge was damaged and was unpacked again");
      return launch(node, files.unpacked(), directory);
    }
  }

  private Bridge launch(Path node, Path files, @Nullable DataDirectory directory) {
    Map<String, Object> request = request(directory);
    Supplier<Map<String, ?>> complete =
        () -> {
          request.put("password", password.join());
          if (directory == null) {
            firstState().ifPresent(file -> request.put("state", file));
          }
          return request;
        };
    Duration timeout = settings.startTimeout();
    return Bridge.start(
        node, files, complete, timeout, directory == null ? bridge -> {} : directory::noteBridge);
  }

  /** While Node.js starts there is time to look at each byte of it. */
  private Optional<String> firstState() {
    return settings
        .firstState(RuntimeIndex.load().name())
        .map(folder -> PgliteServer.stateFile(folder));
  }

  /**
   * All but the password and the state; a setting that is wrong is refused before there is a
   * process.
   */
  private Map<String, Object> request(@Nullable DataDirectory directory) {
    Map<String, Object> request = new HashMap<>();
    request.put("port", settings.port());
    request.put("waitTimeout", own.waitTimeout().toMillis());
    request.put("idleTimeout", own.idleTimeout().toMillis());
    request.put("sendTimeout", own.sendTimeout().toMillis());
    request.put("maxConnections", own.maxConnections());
    request.put("maxDatabases", own.maxDatabases());
    request.put("engineThreads", own.engineThreads());
    request.put("verifyReset", own.verifyReset());
    request.put("database", PgliteServer.FIRST_DATABASE);
    if (directory != null) {
      request.put("directory", directory.cluster().toString());
    }
    return request;
  }

  private static boolean isPortTaken(BackendStartException e) {
    return e.getCause() instanceof ControlChannel.RequestFailure refusal
        && refusal.code().equals("EADDRINUSE");
  }

  private BackendStartException portTaken(BackendStartException e) {
    return new BackendStartException(
        "The port ["
            + settings.port()
            + "] on 127.0.0.1 is in use. End what listens there, choose another with "
            + HiveDbConfig.PORT
            + ", or leave that out for a free one.",
        e);
  }
}
