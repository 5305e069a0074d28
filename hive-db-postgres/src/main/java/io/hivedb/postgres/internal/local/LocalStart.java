// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres.internal.local;

import io.hivedb.BackendNotAvailableException;
import io.hivedb.BackendStartException;
import io.hivedb.internal.cache.CacheRoot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.IntSupplier;

/** The way from settings to a running server; what was begun is ended when a later step fails. */
final class LocalStart {

  private final LocalSettings settings;
  private final IntSupplier ports;

  LocalStart(LocalSettings settings) {
    this(settings, new RandomPorts());
  }

  /** With a choice of ports, for tests. */
  LocalStart(LocalSettings settings, IntSupplier ports) {
    this.settings = settings;
    this.ports = ports;
  }

  LocalServer run() {
    BinariesLookup lookup = BinariesLookup.find(settings.home());
    Binaries binaries = choose(lookup);
    DataPlace place = place(binaries);
    try {
      return ready(launch(binaries, place), place);
    } catch (RuntimeException | Error e) {
      closeBecauseOf(e, place);
      throw e;
    }
  }

  private LocalServer launch(Binaries binaries, DataPlace place) {
    try {
      return new Launcher(binaries, place, settings, ports).start();
    } catch (BackendStartException e) {
      // Where the data were not copied, that is why.
      place.complete();
      throw e;
    }
  }

  private static LocalServer ready(LocalServer server, DataPlace place) {
    try {
      place.awaitLogin();
      return server;
    } catch (RuntimeException | Error e) {
      closeBecauseOf(e, server);
      throw e;
    }
  }

  private Binaries choose(BinariesLookup lookup) {
    Optional<Integer> made = settings.data().flatMap(UserData::versionOf);
    Optional<Binaries> fitting = made.isPresent() ? lookup.newestOf(made.get()) : lookup.newest();
    return fitting.orElseThrow(() -> notThere(lookup, made));
  }

  private RuntimeException notThere(BinariesLookup lookup, Optional<Integer> made) {
    Optional<Binaries> other = lookup.newest();
    return made.isPresent() && other.isPresent()
        ? otherVersion(made.get(), other.get())
        : new BackendNotAvailableException(
            "No PostgreSQL can be started on this machine: "
                + lookup.missing()
                + ". "
                + lookup.remedy());
  }

  private BackendStartException otherVersion(int made, Binaries found) {
    return new BackendStartException(
        "The data directory ["
            + settings.data().map(Path::toString).orElse("")
            + "] was made by PostgreSQL ["
            + made
            + "], but found is "
            + found
            + ", which cannot read it. Nothing was changed. Install PostgreSQL "
            + made
            + " with pgvector beside it, or name it by "
            + BinariesLookup.HOME
            + "; to upgrade the data, run pg_upgrade of "
            + found.major()
            + " on [pgdata], see https://www.postgresql.org/docs/current/pgupgrade.html.");
  }

  private DataPlace place(Binaries binaries) {
    if (settings.data().isPresent()) {
      return UserData.open(settings.data().get(), binaries, settings.work());
    }
    Account account = Account.ofThisJvm();
    ClusterImage template = template(binaries, account);
    WorkDirectory work = work(account);
    try {
      return ThrowAwayData.copy(template, work, account);
    } catch (RuntimeException | Error e) {
      closeBecauseOf(e, work);
      throw e;
    }
  }

  private ClusterImage template(Binaries binaries, Account account) {
    Path cache = CacheRoot.find(LocalSettings.CACHE, settings.cache());
    try {
      return new TemplateCluster(binaries, cache, account, settings.work()).image();
    } catch (IOException e) {
      throw new BackendStartException(
          "The template cluster of "
              + binaries
              + " cannot be made in ["
              + cache
              + "]: "
              + e.getMessage(),
          e);
    }
  }

  private WorkDirectory work(Account account) {
    try {
      return WorkDirectory.create(settings.work(), account);
    } catch (IOException e) {
      throw new BackendStartException(
          "No directory for the server's data can be made: "
              + e
              + ". Name one that can be written by "
              + LocalSettings.WORK
              + ".",
          e);
    }
  }

  private static void closeBecauseOf(Throwable failure, AutoCloseable begun) {
    try {
      begun.close();
    } catch (Exception | Error e) {
      failure.addSuppressed(e);
    }
  }
}
