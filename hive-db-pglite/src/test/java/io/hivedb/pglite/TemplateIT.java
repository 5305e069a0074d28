// SPDX-License-Identifier: Apache-2.0
package io.hivedb.pglite;

import static org.assertj.core.api.Assertions.assertThat;

import io.hivedb.DatabasePreparer;
import io.hivedb.HiveDb;
import io.hivedb.HiveDbConfig;
import io.hivedb.internal.PreparerStep;
import io.hivedb.internal.SharedServers;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Prepared states that outlive their bridge. */
@DisplayName("A template of PGlite in files")
@Execution(ExecutionMode.SAME_THREAD)
class TemplateIT {

  private static final String FOUND = "post 200 201 7 0.6";

  @TempDir private Path cache;

  @Test
  @DisplayName("saves the next run the preparation; damaged in any way, it is made anew")
  void isUsedAgainAndMended() throws Exception {
    int before = Prepared.RUNS.get();
    assertThat(found()).isEqualTo(FOUND);
    assertThat(found()).isEqualTo(FOUND);
    assertThat(Prepared.RUNS.get() - before).isEqualTo(1);
    change(file(), 100);
    assertThat(found()).isEqualTo(FOUND);
    assertThat(Prepared.RUNS.get() - before).isEqualTo(2);
    try (FileChannel channel = FileChannel.open(file(), StandardOpenOption.WRITE)) {
      channel.truncate(channel.size() / 2);
    }
    assertThat(found()).isEqualTo(FOUND);
    assertThat(found()).isEqualTo(FOUND);
    assertThat(Prepared.RUNS.get() - before).isEqualTo(3);
  }

  @Test
  @DisplayName(
      "is reset to and forked like any state, and of the user's own directory there is none")
  void isAState(@TempDir Path data) throws Exception {
    found();
    try (SharedServers servers = new SharedServers();
        HiveDb db = open(servers)) {
      assertThat(look(db)).isEqualTo(FOUND);
      try (HiveDb fork = db.fork()) {
        assertThat(look(fork)).isEqualTo("hive 201 202 7 0.6");
      }
    }
    HiveDbConfig own =
        config().set("hive.database.data-dir", data.resolve("own").toString()).build();
    try (SharedServers servers = new SharedServers();
        HiveDb db = servers.open(own, key -> null, List.of(PreparerStep.of(Prepared.class)))) {
      assertThat(look(db)).isEqualTo(FOUND);
    }
    try (Stream<Path> entries = Files.list(cache.resolve("templates"))) {
      assertThat(entries.filter(Files::isDirectory)).hasSize(1);
    }
  }

  @Test
  @DisplayName("is what a server begins in; who wants an empty database or another state gets that")
  void isBegunIn() throws Exception {
    found();
    try (SharedServers servers = new SharedServers()) {
      warm(servers);
      try (HiveDb prepared = open(servers);
          HiveDb again = open(servers);
          HiveDb empty = servers.open(config().build(), key -> null, List.of())) {
        assertThat(name(prepared)).isEqualTo("postgres");
        assertThat(look(prepared)).isEqualTo(FOUND);
        assertThat(look(again)).isEqualTo("hive 200 201 7 0.6");
        assertThat(tables(empty)).isZero();
      }
    }
    try (SharedServers servers = new SharedServers()) {
      warm(servers);
      try (HiveDb empty = servers.open(config().build(), key -> null, List.of());
          HiveDb prepared = open(servers)) {
        assertThat(name(empty)).isEqualTo("postgres");
        assertThat(tables(empty)).isZero();
        assertThat(look(prepared)).isEqualTo("hive 200 201 7 0.6");
      }
      try (HiveDb prepared = open(servers)) {
        assertThat(look(prepared)).isEqualTo("hive 200 201 7 0.6");
      }
    }
  }

  @Test
  @DisplayName("keeps what ALTER DATABASE set for connections")
  void keepsDefaults() throws Exception {
    for (int i = 0; i < 2; i++) {
      try (SharedServers servers = new SharedServers();
          HiveDb db =
              servers.open(config().build(), key -> null, List.of(PreparerStep.of(Set.class)))) {
        assertThat(ask(db, "show work_mem")).isEqualTo("5MB");
      }
    }
  }

  private void warm(SharedServers servers) {
    servers.warm(config().build(), key -> null, List.of(PreparerStep.of(Prepared.class)));
  }

  private static String name(HiveDb db) throws SQLException {
    return ask(db, "select current_database()");
  }

  private static int tables(HiveDb db) throws SQLException {
    return Integer.parseInt(
        ask(db, "select count(*) from pg_class where relname = 't' and relkind = 'r'"));
  }

  private static String ask(HiveDb db, String sql) throws SQLException {
    try (Connection connection = db.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private String found() throws SQLException {
    try (SharedServers servers = new SharedServers();
        HiveDb db = open(servers)) {
      return look(db);
    }
  }

  private HiveDb open(SharedServers servers) {
    return servers.open(config().build(), key -> null, List.of(PreparerStep.of(Prepared.class)));
  }

  private HiveDbConfig.Builder config() {
    return HiveDbConfig.builder()
        .ignoreOutsideSettings()
        .backend("pglite")
        .set("hive.pglite.verify-reset", "true")
        .set("hive.database.template-cache-dir", cache.toString());
  }

  private static String look(HiveDb db) throws SQLException {
    try (Connection connection = db.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "with counted as (select count(*) n from t), added as (insert into t (name)"
                    + " values ('new') returning id) select left(current_database(), 4), n,"
                    + " added.id, (select id from t where v is not null order by v <-> '[1,2,6]'"
                    + " limit 1), round(similarity('word', 'words')::numeric, 1) from counted,"
                    + " added")) {
      rows.next();
      StringBuilder found = new StringBuilder();
      for (int column = 1; column <= 5; column++) {
        found.append(column == 1 ? "" : " ").append(rows.getString(column));
      }
      return found.toString();
    }
  }

  private Path file() throws IOException {
    try (Stream<Path> files = Files.walk(cache)) {
      return files.filter(path -> path.endsWith("data/state")).findFirst().orElseThrow();
    }
  }

  private static void change(Path file, int offset) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - offset] ^= 1;
    Files.write(file, bytes);
  }

  static final class Set implements DatabasePreparer {

    @Override
    public void prepare(DataSource dataSource) throws SQLException {
      try (Connection connection = dataSource.getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute("alter database postgres set work_mem = '5MB'");
      }
    }
  }

  /** Counts how often it runs. */
  static final class Prepared implements DatabasePreparer {

    static final AtomicInteger RUNS = new AtomicInteger();

    @Override
    public void prepare(DataSource dataSource) throws SQLException {
      RUNS.incrementAndGet();
      try (Connection connection = dataSource.getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute(
            "create extension pg_trgm; create table t (id serial primary key, name text, v"
                + " vector(3)); insert into t (name, v) select 'name ' || i,"
                + " format('[1,2,%s]', i - 1)::vector from generate_series(1, 200) i; create index"
                + " on t using hnsw (v vector_l2_ops)");
      }
    }
  }
}
