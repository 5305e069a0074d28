// SPDX-License-Identifier: Apache-2.0
package io.hivedb.pglite;

import io.hivedb.spi.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The settings of this backend; {@code docs/pglite.md} explains them to users. */
final class PgliteSettings {

  /** The Node.js program; by default the first {@code node} on the PATH. */
  static final String NODE = "hive.pglite.node";

  /** Where the bridge is unpacked; by default the user's cache directory. */
  static final String CACHE = "hive.pglite.cache-dir";

  /** How long a connection waits while another's transaction is open. */
  static final String WAIT_TIMEOUT = "hive.pglite.wait-timeout";

  /** How many connections a server takes, to all its databases together. */
  static final String MAX_CONNECTIONS = "hive.pglite.max-connections";

  /** How long a connection may do nothing with a transaction open; by default for ever. */
  static final String IDLE_TIMEOUT = "hive.pglite.idle-in-transaction-timeout";

  /** How long a client may take nothing of an answer that is sent to it. */
  static final String SEND_TIMEOUT = "hive.pglite.send-timeout";

  /** How many databases a server holds at once. */
  static final String MAX_DATABASES = "hive.pglite.max-databases";

  /** How many threads run the databases of a server. */
  static final String ENGINE_THREADS = "hive.pglite.engine-threads";

  /** Whether each reset is verified by comparing digests of memory and files, which is slow. */
  static final String VERIFY_RESET = "hive.pglite.verify-reset";

  private static final Duration DEFAULT_WAIT_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration DEFAULT_SEND_TIMEOUT = Duration.ofSeconds(30);
  private static final int DEFAULT_MAX_CONNECTIONS = 100;

  private static final int DEFAULT_MAX_DATABASES = 64;

  private final Settings settings;

  PgliteSettings(Settings settings) {
    this.settings = settings;
  }

  Optional<Path> node() {
    return settings.path(NODE);
  }

  Optional<Path> cacheDirectory() {
    return settings.path(CACHE);
  }

  Duration waitTimeout() {
    return settings.duration(WAIT_TIMEOUT).orElse(DEFAULT_WAIT_TIMEOUT);
  }

  int maxConnections() {
    return settings.number(MAX_CONNECTIONS, 1, 10_000).orElse(DEFAULT_MAX_CONNECTIONS);
  }

  /** Zero where there is no limit. */
  Duration idleTimeout() {
    return settings.duration(IDLE_TIMEOUT).orElse(Duration.ZERO);
  }

  /** Zero where there is no limit. */
  Duration sendTimeout() {
    return settings.duration(SEND_TIMEOUT).orElse(DEFAULT_SEND_TIMEOUT);
  }

  int maxDatabases() {
    return settings.number(MAX_DATABASES, 1, 10_000).orElse(DEFAULT_MAX_DATABASES);
  }

  boolean verifyReset() {
    return settings.flag(VERIFY_RESET).orElse(false);
  }

  int engineThreads() {
    return settings.number(ENGINE_THREADS, 1, 256).orElse(1);
  }
}
