// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres;

import io.hivedb.Capability;
import io.hivedb.postgres.internal.local.BinariesLookup;
import io.hivedb.spi.BackendProvider;
import io.hivedb.spi.BackendServer;
import io.hivedb.spi.DatabaseUrl;
import io.hivedb.spi.Readiness;
import io.hivedb.spi.ServerSettings;
import io.hivedb.spi.Settings;
import java.util.EnumSet;
import java.util.Set;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The backend {@code postgresql}: a real PostgreSQL with pgvector. Found by {@link
 * java.util.ServiceLoader}; start it by {@code io.hivedb.HiveDb}, not from here.
 *
 * <p>Holds no state and is safe to use from several threads at once.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class PostgresProvider implements BackendProvider {

  /**
   * Key of the mode: {@code url} (the server of {@code hive.database.url}), {@code local} (a server
   * of the PostgreSQL that this machine has), {@code container} (Testcontainers), or {@code auto}
   * (the default: the server if a URL is set, else local if PostgreSQL with pgvector is found, else
   * a container).
   */
  public static final String MODE = "hive.postgres.mode";

  /**
   * Key of the installation for mode {@code local}: a directory that holds the programs of
   * PostgreSQL, or holds them in {@code bin}. Defaults to the newest that is found.
   */
  public static final String HOME = BinariesLookup.HOME;

  /** Key of the image of mode {@code container}. Defaults to {@link #DEFAULT_IMAGE}. */
  public static final String IMAGE = "hive.postgres.image";

  /** The image where {@link #IMAGE} is not set. */
  public static final String DEFAULT_IMAGE = "pgvector/pgvector:pg17";

  /**
   * Key of the most memory that the data of a container may take, for example {@code 512m} or
   * {@code 2g}. Not set by default: half of the machine's.
   */
  public static final String DATA_MEMORY = "hive.postgres.data-memory";

  /**
   * Key of the volume of Docker in which a container keeps its data, which stay. Not set by
   * default: they are in memory, and go with the container.
   */
  public static final String VOLUME = "hive.postgres.volume";

  /**
   * Key that lets a container run on for the next JVM, {@code true} or {@code false}, the default.
   * Testcontainers must allow it too, by {@code testcontainers.reuse.enable}.
   */
  public static final String REUSE = "hive.postgres.reuse";

  /**
   * Key of the number of databases that are made ahead for each template, 0 to 100, so that a test
   * rarely waits for one; 0 makes none. Defaults to {@link #DEFAULT_SPARES}; fewer where they would
   * take more than 1 GB together.
   */
  public static final String SPARES = "hive.postgres.spares";

  /** The number of databases made ahead where {@link #SPARES} is not set. */
  public static final int DEFAULT_SPARES = 3;

  private static final Logger LOG = LoggerFactory.getLogger(PostgresProvider.class);

  /** The level that this class was written for; not the constant of the SPI, which may rise. */
  private static final int WRITTEN_FOR = 1;

  /** For {@link java.util.ServiceLoader}. */
  public PostgresProvider() {}

  @Override
  public String id() {
    return "postgresql";
  }

  @Override
  public Set<String> aliases() {
    return Set.of("postgres");
  }

  @Override
  public int spiLevel() {
    return WRITTEN_FOR;
  }

  @Override
  public int order() {
    return 200;
  }

  @Override
  public String artifact() {
    return "io.hivedb:hive-db-postgres";
  }

  @Override
  public Set<Capability> capabilities() {
    return EnumSet.allOf(Capability.class);
  }

  @Override
  public boolean accepts(DatabaseUrl url) {
    return url.scheme().equals("postgresql") || url.scheme().equals("postgres");
  }

  @Override
  public Readiness readiness(Settings settings) {
    return ModeChoice.of(settings).readiness(settings);
  }

  @Override
  public BackendServer start(ServerSettings settings) {
    ModeChoice choice = ModeChoice.of(settings.settings(), settings.url().isPresent());
    LOG.info("PostgreSQL in mode [{}]: {}", choice.mode().word(), choice.reason());
    return PostgresServer.start(choice.mode(), settings);
  }
}
