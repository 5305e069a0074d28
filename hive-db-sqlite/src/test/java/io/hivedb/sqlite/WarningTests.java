// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.util.PSQLWarning;

/** What PostgreSQL says of statements that succeed; each text was copied from it. */
class WarningTests {

  private OneConnection opened;
  private Statement statement;

  @BeforeEach
  void open() throws SQLException {
    opened =
        OneConnection.after(
            "CREATE TYPE mood AS ENUM ('sad')",
            "CREATE TABLE t (id int PRIMARY KEY, parent int REFERENCES t, feels mood)",
            "CREATE TABLE child (id serial, t int REFERENCES t)",
            "CREATE VIEW v AS SELECT id FROM t",
            "CREATE SEQUENCE s",
            "CREATE TABLE drawn (n int DEFAULT nextval('s'))",
            "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS"
                + " $$ BEGIN RAISE WARNING 'row %', NEW.n; RETURN NEW; END $$",
            "CREATE TRIGGER tr BEFORE INSERT ON drawn FOR EACH ROW EXECUTE FUNCTION f()");
    statement = opened.statement;
  }

  @AfterEach
  void close() throws SQLException {
    opened.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CREATE TABLE IF NOT EXISTS t (x int) | 42P07 relation \"t\" already exists, skipping",
        "CREATE SCHEMA IF NOT EXISTS public | 42P06 schema \"public\" already exists, skipping",
        "CREATE EXTENSION IF NOT EXISTS vector | 42710 extension \"vector\" already exists, skipping",
        "ALTER TABLE t ADD COLUMN IF NOT EXISTS id int | 42701 column \"id\" of relation \"t\" already exists, skipping",
        "ALTER TABLE t DROP COLUMN IF EXISTS x | 00000 column \"x\" of relation \"t\" does not exist, skipping",
        "ALTER TABLE t DROP CONSTRAINT IF EXISTS x | 00000 constraint \"x\" of relation \"t\" does not exist, skipping",
        "ALTER TABLE t ALTER id DROP IDENTITY IF EXISTS | 00000 column \"id\" of relation \"t\" is not an identity column, skipping",
        "ALTER TABLE t ALTER id DROP EXPRESSION IF EXISTS | 00000 column \"id\" of relation \"t\" is not a generated column, skipping",
        "ALTER TABLE IF EXISTS x ADD y int | 00000 relation \"x\" does not exist, skipping",
        "ALTER TYPE mood ADD VALUE IF NOT EXISTS 'sad' | 42710 enum label \"sad\" already exists, skipping",
        "DROP TABLE IF EXISTS x | 00000 table \"x\" does not exist, skipping",
        "DROP TABLE IF EXISTS no.x | 00000 schema \"no\" does not exist, skipping",
        "DROP TYPE IF EXISTS x | 00000 type \"x\" does not exist, skipping",
        "DROP SCHEMA IF EXISTS x | 00000 schema \"x\" does not exist, skipping",
        "DROP VIEW IF EXISTS x CASCADE | 00000 view \"x\" does not exist, skipping",
        "DROP TABLE t CASCADE | 00000 drop cascades to 2 other objects",
        "DROP TABLE t, child CASCADE | 00000 drop cascades to view v",
        "DROP TYPE mood CASCADE | 00000 drop cascades to column feels of table t",
        "DROP SEQUENCE s CASCADE | 00000 drop cascades to default value for column n of table drawn",
        "ALTER TABLE t DROP CONSTRAINT t_pkey CASCADE | 00000 drop cascades to 2 other objects",
        "DROP SCHEMA public CASCADE | 00000 drop cascades to 8 other objects",
        "DROP TRIGGER IF EXISTS x ON t | 00000 trigger \"x\" for relation \"t\" does not exist, skipping",
        "DROP TRIGGER IF EXISTS x ON y | 00000 relation \"y\" does not exist, skipping",
        "DROP FUNCTION IF EXISTS x() | 00000 function x() does not exist, skipping",
        "DROP FUNCTION IF EXISTS x(int, text[]) | 00000 function x(pg_catalog.int4,text[]) does not exist, skipping",
        "DROP FUNCTION IF EXISTS no.x(int) | 00000 schema \"no\" does not exist, skipping",
        "DROP PROCEDURE IF EXISTS x(no[]) | 00000 type \"no[]\" does not exist, skipping",
        "DROP AGGREGATE IF EXISTS x(bigint) | 00000 aggregate x(pg_catalog.int8) does not exist, skipping",
        "DROP TRIGGER IF EXISTS x ON no.y | 00000 schema \"no\" does not exist, skipping",
        "COMMENT ON DATABASE no IS 'none' | 3D000 database \"no\" does not exist",
        "SELECT 1 AS bääääääääääääääääääääääääääääääää | 42622 identifier"
            + " \"bääääääääääääääääääääääääääääääää\" will be truncated to"
            + " \"bäääääääääääääääääääääääääääääää\"",
        "DROP FUNCTION f CASCADE | 00000 drop cascades to trigger tr on table drawn",
        "INSERT INTO drawn VALUES (7) | 01000 row 7",
        "DO $$ BEGIN RAISE NOTICE 'at %', 1; RAISE DEBUG 'no'; END $$ | 00000 at 1",
        "DO $$ BEGIN RAISE INFO 'i'; END $$ | 00000 i",
        "TRUNCATE t CASCADE | 00000 truncate cascades to table \"child\"",
      })
  void tellsWhatPostgresTells(String sql, String warning) throws SQLException {
    statement.execute("CREATE EXTENSION IF NOT EXISTS vector");
    statement.execute(sql);

    assertThat(warnings()).containsExactly(warning);
    assertThat((Object) opened.connection.getWarnings()).isNull();
  }

  @Test
  void forgetsThemWithTheNextStatement() throws SQLException {
    statement.execute("DROP TABLE IF EXISTS a, b");
    assertThat(warnings()).hasSize(2);

    statement.execute("SELECT 1");
    assertThat(warnings()).isEmpty();
  }

  @Test
  void tellsNothingThatTheClientDoesNotWant() throws SQLException {
    statement.execute("SET client_min_messages = warning");
    statement.execute("DROP TABLE IF EXISTS a");

    assertThat(warnings()).isEmpty();
  }

  @Test
  void givesTheFieldsAsPgjdbcDoes() throws SQLException {
    statement.execute("DROP TABLE t CASCADE");

    assertThat((Object) statement.getWarnings())
        .isInstanceOfSatisfying(
            PSQLWarning.class,
            warning -> {
              assertThat(warning.getServerErrorMessage().getSeverity()).isEqualTo("NOTICE");
              assertThat(warning.getServerErrorMessage().getDetail())
                  .isEqualTo(
                      "drop cascades to constraint child_t_fkey on table child\n"
                          + "drop cascades to view v");
            });
  }

  private List<String> warnings() throws SQLException {
    List<String> all = new ArrayList<>();
    for (SQLWarning w = statement.getWarnings(); w != null; w = w.getNextWarning()) {
      all.add(w.getSQLState() + " " + w.getMessage());
    }
    return all;
  }
}
