// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres.internal.local;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The cluster that those of tests are copies of. It is made once for each build of PostgreSQL and
 * pgvector, and kept in the user's cache directory.
 */
final class TemplateCluster {

  private static final Logger LOG = LoggerFactory.getLogger(TemplateCluster.class);

  /** What a server may do without whose data may be lost at any moment; and little WAL. */
  private static final List<String> SETTINGS =
      List.of(
          "fsync = off",
          "full_page_writes = off",
          "synchronous_commit = off",
          "wal_level = minimal",
          "max_wal_senders = 0",
          "max_logical_replication_workers = 0",
          "min_wal_size = 2MB",
          "max_wal_size = 128MB",
          "max_connections = 300",
          // In the data directory, which is removed: other kinds outlive a killed server.
          "dynamic_shared_memory_type = mmap",
          "timezone = 'UTC'",
          "log_timezone = 'UTC'");

  /** The first of them that the machine has. */
  private static final List<String> LOCALES = List.of("C.UTF-8", "C");

  private static final Duration UNUSED = Duration.ofDays(30);

  private final Binaries binaries;
  private final Path cache;
  private final Account account;
  private final Optional<Path> place;
  private final List<String> locales;

  TemplateCluster(Binaries binaries, Path cache, Account account, Optional<Path> place) {
    this(binaries, cache, account, place, LOCALES);
  }

  TemplateCluster(
      Binaries binaries, Path cache, Account account, Optional<Path> place, List<String> locales) {
    this.binaries = binaries;
    this.cache = cache;
    this.account = account;
    this.place = place;
    this.locales = locales;
  }

  /** The image, made now if it is not there or not whole. */
  ClusterImage image() throws IOException {
    Path file = file();
    return Files.exists(file) ? readOrMake(file) : made(file);
  }

  Path file() throws IOException {
    String key =
        Binaries.digest(binaries.fingerprint() + "\n" + Cluster.PREPARED + SETTINGS + locales);
    return cache.resolve("postgres-" + binaries.version() + "-" + key + ".image");
  }

  private ClusterImage readOrMake(Path file) throws IOException {
    try {
      return ClusterImage.read(file);
    } catch (IOException e) {
      LOG.warn("The template cluster {} is damaged ({}) and is made anew", file, e.getMessage());
      return made(file);
    }
  }

  /** One JVM makes it; another that wants it at the same time waits. */
  private ClusterImage made(Path file) throws IOException {
    return Turn.with(
        cache.resolve("postgres.turn"),
        turn -> {
          if (!isWhole(file)) {
            make(file);
            removeUnused(file);
          }
          return ClusterImage.read(file);
        });
  }

  private static boolean isWhole(Path file) {
    try {
      ClusterImage.read(file);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private void make(Path file) throws IOException {
    LOG.info("Making the template cluster of {}, once: {}", binaries, file);
    Path part = cache.resolve("postgres-" + UUID.randomUUID() + ".part");
    try (WorkDirectory work = WorkDirectory.create(place, account)) {
      create(work);
      ClusterImage.write(work.data(), part);
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private void create(WorkDirectory work) throws IOException {
    List<IOException> failures = new ArrayList<>();
    for (String locale : locales) {
      try {
        Cluster cluster = new Cluster(binaries, account);
        cluster.create(
            work.data(), List.of("--locale=" + locale, "--wal-segsize=1", "--no-sync"), SETTINGS);
        cluster.prepare(work.data());
        return;
      } catch (IOException e) {
        failures.add(e);
        if (!String.valueOf(e.getMessage()).contains("locale")) {
          break;
        }
        LOG.info("The locale {} is not on this machine: {}", locale, e.getMessage());
        PrivateFiles.delete(work.data());
      }
    }
    throw failures.get(failures.size() - 1);
  }

  /** Images of builds that were replaced, and what JVMs left that were killed while making one. */
  private void removeUnused(Path used) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(cache, "postgres-*.{image,part}")) {
      for (Path file : files) {
        Instant made = Files.getLastModifiedTime(file).toInstant();
        if (!file.equals(used) && made.isBefore(Instant.now().minus(UNUSED))) {
          Files.deleteIfExists(file);
        }
      }
    }
  }
}
