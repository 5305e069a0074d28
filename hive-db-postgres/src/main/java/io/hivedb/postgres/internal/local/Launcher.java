// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres.internal.local;

import io.hivedb.BackendStartException;
import io.hivedb.internal.process.ChildProcess;
import io.hivedb.internal.process.Launch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the process of a server on a cluster that is there. A free port is found by listening on
 * it: one that is free now may be taken a moment later.
 */
final class Launcher {

  private static final Logger LOG = LoggerFactory.getLogger(Launcher.class);

  private static final int ATTEMPTS = 50;
  private static final long BETWEEN_LOOKS = TimeUnit.MILLISECONDS.toNanos(1);

  /** What the server says in English, which LC_ALL=C makes it speak. */
  private static final String PORT_TAKEN = "could not create any TCP/IP sockets";

  /** Of an address of Unix sockets, in bytes; 104 on a Mac. */
  private static final int LONGEST_SOCKET_DIRECTORY = 104 - "/.s.PGSQL.65535.lock".length();

  private final Binaries binaries;
  private final DataPlace place;
  private final LocalSettings settings;
  private final IntSupplier ports;
  private final ServerLog log;
  private final String host = Loopback.address();

  Launcher(Binaries binaries, DataPlace place, LocalSettings settings, IntSupplier ports) {
    this.binaries = binaries;
    this.place = place;
    this.settings = settings;
    this.ports = ports;
    this.log = new ServerLog(place.log(), place.account());
  }

  LocalServer start() {
    Supervisor supervisor = supervisor();
    beginLog();
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      int port = settings.port() == 0 ? ports.getAsInt() : settings.port();
      Optional<ChildProcess> process = launch(supervisor, port);
      if (process.isPresent()) {
        return new LocalServer(
            binaries, place, process.get(), () -> again(supervisor, port), host, port);
      }
      if (settings.port() != 0) {
        throw portTaken(port);
      }
      LOG.debug("The port {} is taken", port);
    }
    throw new BackendStartException(
        "None of " + ATTEMPTS + " ports that were tried on " + host + " is free.");
  }

  /** At the address that clients know. */
  private ChildProcess again(Supervisor supervisor, int port) {
    return launch(supervisor, port).orElseThrow(() -> portTaken(port));
  }

  /** Empty if the port is taken. */
  private Optional<ChildProcess> launch(Supervisor supervisor, int port) {
    ChildProcess process =
        ChildProcess.start(
            new Launch(
                "PostgreSQL server",
                supervisor.command(command(port)),
                Programs.ENVIRONMENT,
                line -> LOG.debug("{}", line),
                log::add,
                () -> {}));
    if (isUp(process, System.nanoTime())) {
      return Optional.of(process);
    }
    process.close();
    return Optional.empty();
  }

  private Supervisor supervisor() {
    try {
      return Supervisor.in(place.work(), place.account(), place.isThrowAway());
    } catch (IOException e) {
      throw new BackendStartException(
          "The server cannot be prepared in [" + place.work() + "]: " + e, e);
    }
  }

  private void beginLog() {
    try {
      log.begin();
    } catch (IOException e) {
      throw new BackendStartException(
          "The server's log [" + place.log() + "] cannot be written: " + e, e);
    }
  }

  private List<String> command(int port) {
    List<String> command = new ArrayList<>();
    command.add(binaries.program("postgres").toString());
    command.add("-D");
    command.add(place.data().toString());
    for (String option :
        List.of(
            "listen_addresses=" + host,
            "port=" + port,
            "unix_socket_directories=" + socketDirectory(),
            "logging_collector=off",
            "log_destination=stderr",
            "lc_messages=C")) {
      command.add("-c");
      command.add(option);
    }
    return command;
  }

  /** None where the path would be too long for the system, or would not be one path. */
  private String socketDirectory() {
    String directory = place.work().toString();
    boolean fits =
        Supervisor.isNeeded()
            && directory.length() <= LONGEST_SOCKET_DIRECTORY
            && directory.matches("[^,\"\\s]+");
    return fits ? directory : "";
  }

  /** Waits until the server takes connections; false if its port is taken. */
  private boolean isUp(ChildProcess process, long begin) {
    try {
      while (!takesConnections()) {
        if (!process.handle().isAlive()) {
          process.close();
          if (process.output().lines().stream().anyMatch(line -> line.contains(PORT_TAKEN))) {
            return false;
          }
          throw new BackendStartException(process.report("ended before it was ready"));
        }
        if (System.nanoTime() - begin > settings.timeout().toNanos()) {
          throw new BackendStartException(
              process.report("was not ready within " + settings.timeout().toMillis() + " ms"));
        }
        LockSupport.parkNanos(BETWEEN_LOOKS);
      }
      return true;
    } catch (RuntimeException | Error e) {
      process.close();
      throw e;
    }
  }

  private boolean takesConnections() {
    Optional<PostmasterFile> file = PostmasterFile.read(place.data());
    return file.isPresent() && file.get().ready() && file.get().process().isPresent();
  }

  private BackendStartException portTaken(int port) {
    return new BackendStartException(
        "The port ["
            + port
            + "] on "
            + host
            + " is in use. End what listens there, choose another by hive.database.port, or leave"
            + " that out for a free one.");
  }
}
