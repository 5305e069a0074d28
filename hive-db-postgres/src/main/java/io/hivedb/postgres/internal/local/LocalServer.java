// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres.internal.local;

import io.hivedb.BackendStartException;
import io.hivedb.internal.process.ChildProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server that runs on this machine, started here. Whether it answers queries is for the caller to
 * find out. Safe to use from several threads at once.
 */
public final class LocalServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LocalServer.class);

  /** A checkpoint at the end of a server with much data takes its time. */
  private static final Duration SHUTDOWN_PATIENCE = Duration.ofSeconds(60);

  private static final int MOST_LINES = 300;

  static final String LOG_FILE = "postgresql.log";

  private final Binaries binaries;
  private final DataPlace place;
  private final Supplier<ChildProcess> again;
  private final Object change = new Object();
  private volatile ChildProcess process;
  private volatile List<String> formerLog = List.of();
  private volatile boolean closed;
  private final String host;
  private final int port;

  LocalServer(
      Binaries binaries,
      DataPlace place,
      ChildProcess process,
      Supplier<ChildProcess> again,
      String host,
      int port) {
    this.binaries = binaries;
    this.place = place;
    this.process = process;
    this.again = again;
    this.host = host;
    this.port = port;
  }

  /**
   * Starts one.
   *
   * @param settings how
   * @return the server, which takes connections
   * @throws io.hivedb.HiveDbException if it cannot start; everything begun has then been ended
   */
  public static LocalServer start(LocalSettings settings) {
    return new LocalStart(settings).run();
  }

  /** Its host, in brackets where it is an address of IPv6. */
  public String host() {
    return host.contains(":") ? "[" + host + "]" : host;
  }

  /** Its port. */
  public int port() {
    return port;
  }

  /** A user with all rights, and the database of the same name, in which pgvector is ready. */
  public String user() {
    return Cluster.USER;
  }

  /** The password that the cluster was made with; a copy of the template has the template's. */
  public String password() {
    return place.password();
  }

  /** A database in the state of every new one, which nobody uses; data of the user's have none. */
  public Optional<String> preparedDatabase() {
    return keepsData() ? Optional.empty() : Optional.of(Cluster.PREPARED);
  }

  /**
   * Waits until all its databases are there; before, one can only log in.
   *
   * @throws io.hivedb.BackendStartException if they could not be copied
   */
  public void complete() {
    place.complete();
  }

  /** Where the server's programs lie. */
  public Path programs() {
    return binaries.directory();
  }

  /** Whether the data stay when it is closed. */
  public boolean keepsData() {
    return !place.isThrowAway();
  }

  /** Where its data are. */
  public Path dataDirectory() {
    return place.data();
  }

  /** Whether its process runs. */
  public boolean isRunning() {
    return process.handle().isAlive();
  }

  /** What it printed last. */
  public List<String> recentLog() {
    List<String> now = process.output().lines();
    return Stream.concat(formerLog.stream(), now.stream())
        .skip(Math.max(0, formerLog.size() + now.size() - MOST_LINES))
        .toList();
  }

  /** All that it printed; kept and continued where the data are kept. */
  public Path logFile() {
    return place.log();
  }

  /** Describes what became of it; see {@link ChildProcess#report}. */
  public String report(String what) {
    return process.report(what);
  }

  /**
   * Stops it, as it stops to keep its data, and starts it again at its address.
   *
   * @throws BackendStartException if it does not stop or does not come up again
   */
  public void restart() {
    synchronized (change) {
      if (closed) {
        throw new BackendStartException("The PostgreSQL server " + this + " is closed.");
      }
      Supervisor.stopWithoutOne(binaries, place.data());
      if (isRunning()) {
        stopPatiently("keep");
      }
      if (isRunning()) {
        throw new BackendStartException(process.report("did not stop to be started again"));
      }
      process.close();
      formerLog = recentLog();
      process = again.get();
    }
  }

  /** Stops it, and removes its data unless they are the user's own. A second call does nothing. */
  @Override
  public void close() {
    synchronized (change) {
      closed = true;
      try (place) {
        Supervisor.stopWithoutOne(binaries, place.data());
        if (keepsData()) {
          stopPatiently("stop");
        }
        process.close();
      }
    }
  }

  /** Data that are kept are not cut off in the middle of the last checkpoint. */
  private void stopPatiently(String word) {
    tell(word);
    try {
      process.handle().onExit().get(SHUTDOWN_PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("The server {} did not stop by itself: {}", this, e.toString());
    }
  }

  /** Whoever reads no more is about to end. */
  private void tell(String word) {
    try {
      process.writeLine(word);
    } catch (IOException e) {
      LOG.debug("The server {} ends already", this, e);
    }
  }

  @Override
  public String toString() {
    return binaries + ", at " + host() + ":" + port;
  }
}
