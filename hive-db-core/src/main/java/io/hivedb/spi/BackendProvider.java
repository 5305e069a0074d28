// SPDX-License-Identifier: Apache-2.0
package io.hivedb.spi;

import io.hivedb.Capability;
import java.util.Set;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * A kind of database that Hive DB can start. For implementors.
 *
 * <p>Implementations are thin public classes with a public constructor without parameters, named in
 * {@code META-INF/services} and in the module descriptor. They hold no state and are safe to use
 * from several threads at once.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public interface BackendProvider {

  /**
   * The level of this SPI; a provider returns the level that it was compiled for. It is raised when
   * an implementation written for the former level could no longer work.
   */
  int SPI_LEVEL = 1;

  /**
   * Names the backend as {@code hive.database.backend} does, for example {@code pglite}.
   *
   * @return lower-case letters, digits and hyphens; unique among the providers on the class path
   */
  String id();

  /**
   * Returns the {@link #SPI_LEVEL} that this provider was written for, as a number of its own: core
   * compares the two, and says which jar is too old.
   *
   * @return the level
   */
  int spiLevel();

  /**
   * Names this backend is also known by, for example {@code postgres}.
   *
   * @return further ids; none by default
   */
  default Set<String> aliases() {
    return Set.of();
  }

  /**
   * Tells when {@code auto} asks this backend: the lowest number first. Hive DB's own are 100
   * (PGlite), 200 (PostgreSQL) and 300 (SQLite).
   *
   * @return the place in the order; 1000 by default
   */
  default int order() {
    return 1000;
  }

  /**
   * Names the Maven coordinates of the provider for error messages.
   *
   * @return {@code group:artifact}
   */
  String artifact();

  /**
   * Tells what databases of this backend can do.
   *
   * @return the capabilities, never changing
   */
  Set<Capability> capabilities();

  /**
   * Tells whether a URL means this backend.
   *
   * @param url the URL
   * @return whether {@link #start} would take it
   */
  boolean accepts(DatabaseUrl url);

  /**
   * Tells whether a server could be started now. Cheap (well under a second) and without side
   * effect.
   *
   * @param settings the settings
   * @return ready, or what is missing and what to do about it
   */
  Readiness readiness(Settings settings);

  /**
   * Starts a server, or connects to one. It is running when it is returned.
   *
   * @param settings how
   * @return the server; the caller closes it
   * @throws io.hivedb.HiveDbException if it cannot start; everything begun has then been ended
   */
  BackendServer start(ServerSettings settings);
}
