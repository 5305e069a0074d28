// SPDX-License-Identifier: Apache-2.0
package io.hivedb.benchmarks;

import io.hivedb.DatabasePreparer;
import io.hivedb.HiveDb;
import io.hivedb.HiveDbConfig;
import io.hivedb.internal.PreparationStep;
import io.hivedb.internal.PreparerStep;
import io.hivedb.internal.SharedServers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** From nothing to the first query, in a database that 50 Flyway migrations have prepared. */
record MigratedStart(String backend, Path cache) implements AutoCloseable {

  private static final int MIGRATIONS = 50;

  static MigratedStart of(String backend) {
    try {
      return new MigratedStart(backend, Files.createTempDirectory("hive-db-benchmark"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The first, unmeasured, makes the template. */
  double withTemplate() {
    return start(List.of(PreparerStep.of(Migrations.class)), "select count(*) from migrated50");
  }

  double empty() {
    return start(List.of(), "select 1");
  }

  private double start(List<PreparationStep> steps, String query) {
    HiveDbConfig config =
        HiveDbConfig.builder()
            .ignoreOutsideSettings()
            .backend(backend)
            .set("hive.database.template-cache-dir", cache.toString())
            .build();
    long begin = System.nanoTime();
    try (SharedServers servers = new SharedServers();
        HiveDb db = servers.open(config, key -> null, steps);
        Connection connection = db.dataSource().getConnection()) {
      Starts.ask(connection, query);
      return Starts.since(begin);
    } catch (SQLException e) {
      throw new IllegalStateException("the backend " + backend + " failed", e);
    }
  }

  @Override
  public void close() {
    try (Stream<Path> walk = Files.walk(cache)) {
      for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Each makes a table with an index, and fills it. */
  static final class Migrations implements DatabasePreparer {

    @Override
    public void prepare(DataSource dataSource) throws IOException {
      Path folder = Files.createTempDirectory("hive-db-migrations");
      try {
        for (int number = 1; number <= MIGRATIONS; number++) {
          Files.writeString(folder.resolve("V" + number + "__table.sql"), sql("migrated" + number));
        }
        Flyway.configure()
            .dataSource(dataSource)
            .locations("filesystem:" + folder)
            .load()
            .migrate();
      } finally {
        new MigratedStart("", folder).close();
      }
    }

    private static String sql(String table) {
      return """
          create table %1$s (id serial primary key, name text not null, made timestamptz);
          create index %1$s_name on %1$s (name);
          insert into %1$s (name) select 'name ' || n from generate_series(1, 20) n;
          """
          .formatted(table);
    }
  }
}
