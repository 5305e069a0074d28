// SPDX-License-Identifier: Apache-2.0
package io.hivedb.packaging.readme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hivedb.HiveDb;
import io.hivedb.HiveDbConfig;
import io.hivedb.HiveDbConfigurationException;
import io.hivedb.tck.Requirement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A backup")
class BackupIT {

  private static final String SCHEMA =
      """
      create schema shop;
      create table customers (
        id bigserial primary key,
        name varchar(40) not null unique,
        born date,
        balance numeric(12, 2) not null default 0 check (balance >= 0),
        active boolean not null default true);
      create table shop.orders (
        id integer generated always as identity primary key,
        customer bigint not null references customers (id) on delete cascade,
        "the note" text,
        placed timestamptz,
        weight double precision,
        data jsonb,
        picture bytea,
        embedding vector(3));
      create index orders_customer on shop.orders (customer);
      create view rich as select id, name from customers where balance > 100;
      create view busy as select customer, count(*) as orders from shop.orders group by customer;
      insert into customers (name, born, balance) values
        ('O''Hara; and \\more', '1999-12-31', 250.50), (E'two\\nlines', null, 0);
      insert into shop.orders (customer, "the note", placed, weight, data, picture, embedding)
        values (1, 'first', '2024-02-29 12:30:00+00', 0.1, '{"a": [1, null]}', '\\x00ff', '[1,2,3]'),
               (2, null, null, 'NaN', null, null, null);
      """;

  private static final List<String> QUERIES =
      List.of(
          "select id, name, born, balance, active from customers order by id",
          "select id, customer, \"the note\", placed = '2024-02-29 12:30:00+00', weight, data,"
              + " encode(picture, 'hex'), embedding from shop.orders order by id",
          "select id, name from rich",
          "select customer, orders from busy order by customer");

  private static final String KEEPS_NULL_OUT =
      """
      create function zero() returns trigger language plpgsql as
        $$begin new.n := coalesce(new.n, 0); return new; end$$;
      create trigger zero before insert on plain for each row execute function zero();
      """;

  @TempDir private Path folder;

  @ParameterizedTest(name = "of {0} is read by {1}")
  @CsvSource({
    "sqlite, sqlite",
    "sqlite, pglite",
    "pglite, sqlite",
    "pglite, pglite",
    "pglite, postgresql",
    "postgresql, sqlite"
  })
  void crosses(String from, String to) throws SQLException, IOException {
    Path file = folder.resolve("backup.sql");
    List<String> written;
    try (HiveDb db = HiveDb.start(config -> on(from, config))) {
      run(db, SCHEMA);
      written = answers(db, from);
      db.backup(file);
    }
    assertThat(Files.readString(file)).contains(leftOut(from));
    try (HiveDb db = HiveDb.start(config -> on(to, config).restoreFrom(file))) {
      assertThat(answers(db, from)).isEqualTo(written);
      run(db, "insert into customers (name) values ('next')");
      run(db, "insert into shop.orders (customer) values (3)");
      assertThat(answers(db, from).toString()).contains("3, next").contains("3, 3, null");
      assertThatThrownBy(() -> run(db, "insert into shop.orders (customer) values (99)"))
          .hasMessageContaining("foreign key");
    }
  }

  @Test
  @DisplayName("overwrites nothing")
  void overwritesNothing() throws IOException {
    Path file = Files.writeString(folder.resolve("precious.sql"), "-- mine");
    try (HiveDb db = HiveDb.start(config -> config.backend("sqlite").ignoreOutsideSettings())) {
      assertThatThrownBy(() -> db.backup(file))
          .isInstanceOf(HiveDbConfigurationException.class)
          .hasMessage(
              "The backup ["
                  + file
                  + "] exists already, and is not overwritten. Name another file, or delete it"
                  + " first.");
    }
    assertThat(file).hasContent("-- mine");
  }

  @Test
  @DisplayName("that is not there fails the start")
  void missing() {
    Path file = folder.resolve("missing.sql");
    assertThatThrownBy(
            () ->
                HiveDb.start(
                    config -> config.backend("sqlite").restoreFrom(file).ignoreOutsideSettings()))
        .isInstanceOf(HiveDbConfigurationException.class)
        .hasMessage(
            "The backup ["
                + file
                + "] of the setting hive.database.restore-from cannot be read. Name a file that"
                + " HiveDb.backup wrote, or a folder with a [dump.sql].");
  }

  @Test
  @DisplayName("copies a database from one backend to another")
  void copies() throws SQLException {
    Path file = folder.resolve("notes.sql");
    try (HiveDb db = HiveDb.start(config -> config.backend("sqlite"))) {
      run(db, "create table notes (title text)");
      db.backup(file);
    }
    try (HiveDb db = HiveDb.start(config -> config.backend("pglite").restoreFrom(file))) {
      run(db, "insert into notes values ('here too')");
    }
  }

  @Test
  @DisplayName("names what it leaves out")
  void namesWhatIsLeftOut() throws SQLException, IOException {
    Path file = folder.resolve("backup.sql");
    try (HiveDb db = HiveDb.start(config -> config.backend("pglite").ignoreOutsideSettings())) {
      run(db, "create type place as (x int, y int); create table plain (n int)");
      db.backup(file);
    }
    assertThat(Files.readString(file)).contains("-- LEFT OUT:\n--   type public.place\n");
  }

  @ParameterizedTest(name = "is read by {0}")
  @ValueSource(strings = {"sqlite", "pglite", "postgresql"})
  @DisplayName("of SQLite has its functions and triggers")
  void functionsAndTriggersCross(String to) throws SQLException, IOException {
    Path file = folder.resolve("backup.sql");
    try (HiveDb db = HiveDb.start(config -> config.backend("sqlite").ignoreOutsideSettings())) {
      run(db, "create table plain (n int)");
      run(db, KEEPS_NULL_OUT);
      db.backup(file);
    }
    assertThat(file).content().contains("-- Nothing else is left out.\n");
    try (HiveDb db = HiveDb.start(config -> on(to, config).restoreFrom(file))) {
      run(db, "insert into plain values (null)");
      assertThat(rows(db, List.of("select n from plain"))).containsExactly("0");
    }
  }

  /** For PostgreSQL, the programs that this build was told of. */
  private static HiveDbConfig.Builder on(String backend, HiveDbConfig.Builder config) {
    if (backend.equals("postgresql")) {
      String home = System.getenv("HIVE_TEST_POSTGRES_HOME");
      Requirement.check(backend, home != null, "HIVE_TEST_POSTGRES_HOME names no PostgreSQL");
      config.set("hive.postgres.home", String.valueOf(home));
    }
    return config.backend(backend).ignoreOutsideSettings();
  }

  private static void run(HiveDb db, String sql) throws SQLException {
    try (Connection connection = db.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** SQLite's backend prints no definitions of views that compute. */
  private static String leftOut(String from) {
    return from.equals("sqlite")
        ? "-- LEFT OUT:\n--   view public.busy\n\n"
        : "-- Nothing else is left out.\n";
  }

  private static List<String> answers(HiveDb db, String from) throws SQLException {
    return rows(db, QUERIES.subList(0, from.equals("sqlite") ? 3 : 4));
  }

  private static List<String> rows(HiveDb db, List<String> queries) throws SQLException {
    List<String> answers = new ArrayList<>();
    try (Connection connection = db.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      for (String query : queries) {
        try (ResultSet rows = statement.executeQuery(query)) {
          while (rows.next()) {
            List<String> row = new ArrayList<>();
            for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
              row.add(String.valueOf(rows.getString(i)));
            }
            answers.add(String.join(", ", row));
          }
        }
      }
    }
    return answers;
  }
}
