// SPDX-License-Identifier: Apache-2.0
package io.hivedb.spi;

import io.hivedb.Health;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * What a provider starts once and shares: a process, a cluster, or nothing but a directory. For
 * implementors. Safe to use from several threads at once.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public interface BackendServer extends AutoCloseable {

  /**
   * Creates a database that no other sees into, with pgvector ready to use; or, where {@link
   * DatabaseSpec#isNamed()}, opens the one that the data directory or URL names.
   *
   * @param spec which
   * @return the database; the caller closes it
   * @throws io.hivedb.HiveDbException if it cannot be created
   */
  BackendDatabase create(DatabaseSpec spec);

  /**
   * Creates a database in the state of a snapshot, removed when it is closed. Offered by providers
   * with {@link io.hivedb.Capability#SNAPSHOTS}.
   *
   * @param spec who it is for; always {@link DatabaseSpec#throwAway}
   * @param snapshot the state, kept by this server
   * @return the database; the caller closes it
   * @throws io.hivedb.HiveDbException if it cannot be created
   * @throws UnsupportedOperationException if the backend has no snapshots
   */
  default BackendDatabase create(DatabaseSpec spec, BackendSnapshot snapshot) {
    throw Unsupported.of("create a database from a snapshot", this);
  }

  /**
   * Writes a state to files, from which {@link #load} makes it again: in this server or in another
   * one with the same {@link #templateFormat()}, also in another process. Called only where there
   * is such a format.
   *
   * @param snapshot the state, kept by this server
   * @param directory an empty directory
   * @throws io.hivedb.HiveDbException if it cannot be written
   * @throws UnsupportedOperationException if the backend has no such files
   */
  default void save(BackendSnapshot snapshot, Path directory) {
    throw Unsupported.of("write a snapshot to files", this);
  }

  /**
   * Reads what {@link #save} wrote.
   *
   * @param directory the directory; it may be removed as soon as this method has returned
   * @return the state; the caller closes it
   * @throws io.hivedb.HiveDbException if the files cannot be read, or are not what was written
   * @throws UnsupportedOperationException if the backend has no such files
   */
  default BackendSnapshot load(Path directory) {
    throw Unsupported.of("read a snapshot from files", this);
  }

  /**
   * Names everything that files of {@link #save} depend on, beside what was done to the database:
   * the layout of the files, the versions of engine and extensions, and settings that a new
   * database begins with.
   *
   * @return a text, the same for servers that can read each other's files; empty, as by default,
   *     where states cannot be kept in files
   */
  default Optional<String> templateFormat() {
    return Optional.empty();
  }

  /**
   * Stops the server and starts it again, with the databases that it has. Connections end; core
   * cuts its own before. {@link BackendDatabase#connection()} may answer differently afterwards.
   *
   * @throws io.hivedb.HiveDbException if it does not come up again
   * @throws UnsupportedOperationException if it is not ours to restart, or the backend has no
   *     process
   */
  default void restart() {
    throw Unsupported.of("be restarted", this);
  }

  /**
   * Asks the server how it is, by talking to it.
   *
   * @return the answer; a server that cannot answer is reported, not thrown
   */
  Health health();

  /**
   * Returns what the server printed last, oldest line first.
   *
   * @return the lines, at most a few hundred; empty where there is no process
   */
  List<String> recentLog();

  /**
   * Tells where the server writes its log.
   *
   * @return the file on this machine; empty, as by default, where there is none
   */
  default Optional<Path> logFile() {
    return Optional.empty();
  }

  /** Stops the server and what it still holds. A second call does nothing. */
  @Override
  void close();
}
