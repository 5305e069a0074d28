// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.hivedb.sqlite.internal.sql.error.PgException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Statements of many kinds, as PGlite answered them: MERGE, WITH of changes, RETURNING of joins.
 */
class StatementsCorpusTests {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "statements",
        "definitions",
        "orders",
        "vectors",
        "objects",
        "functions",
        "shop",
        "mixed",
        "staff",
        "records",
        "alterations",
        "applications",
        "migrations",
        "json",
        "formats",
        "reports",
        "views",
        "classes",
        "schemas",
        "accounts",
        "queries",
        "rows",
        "tickets",
        "ranges",
        "expressions",
        "warehouse",
        "invoices",
        "keys",
        "changed-views",
        "comments",
        "assorted",
        "times",
        "texts",
        "catalogs",
        "bounds",
        "columns",
        "introspection",
        "tools"
      })
  void answersAsPostgres(String corpus) throws Exception {
    RecordedAnswers answers = RecordedAnswers.of("/" + corpus + "-corpus.json");

    assertThat(answers.different()).isEmpty();
    assertThat(answers.refused()).isEmpty();
  }

  @Test
  void saysWhatWouldHelp() throws SQLException {
    try (TestDatabase database = new TestDatabase()) {
      database.execute("CREATE TABLE t (id int PRIMARY KEY)");

      assertThat(database.error("DROP VIEW t").hint())
          .isEqualTo("Use DROP TABLE to remove a table.");
      assertThat(database.error("INSERT INTO t VALUES (1) ON CONFLICT DO UPDATE SET id = 2").hint())
          .isEqualTo("For example, ON CONFLICT (column_name).");
    }
  }

  @Test
  void doesNotDenyTypesThatPostgresHas() throws SQLException {
    try (TestDatabase database = new TestDatabase()) {
      assertThat(database.error("CREATE TABLE t (a regconfig)").feature())
          .isEqualTo("type regconfig");
      assertThat(database.error("CREATE TABLE t (a nosuchtype)").sqlState()).isEqualTo("42704");
    }
  }

  @Test
  void refusesParametersOfStorageOnlyWhereThereAreAny() throws SQLException {
    try (TestDatabase database = new TestDatabase()) {
      database.execute("CREATE TABLE plain (a int)");
      database.execute("CREATE TABLE tuned (a int) WITH (fillfactor = 70)");
      String ask = "SELECT reloptions FROM pg_class WHERE relname = '%s'";

      assertThat(database.execute(ask.formatted("plain")).rows()).hasSize(1);
      assertThat(database.error(ask.formatted("tuned")).sqlState()).isEqualTo("0A000");
    }
  }

  @Test
  void refusesCollationsThatAQueryMayHaveTakenOver() throws SQLException {
    try (TestDatabase database = new TestDatabase()) {
      database.execute("CREATE TABLE t (a text COLLATE \"C\")");
      database.execute("CREATE VIEW v AS SELECT a || 'x' AS b FROM t");
      PgException refused =
          database.error("SELECT attcollation FROM pg_attribute WHERE attrelid = 'v'::regclass");

      assertThat(refused.feature()).isEqualTo("the text of an expression or view in the catalogue");
    }
  }

  @Test
  void refusesToGuessWhichOfEqualProposedRowsChangesARow() throws SQLException {
    try (TestDatabase database = new TestDatabase()) {
      database.execute("CREATE TABLE t (id int PRIMARY KEY, n int)");
      PgException refused =
          database.error(
              "INSERT INTO t VALUES (1, 1), (1, 2)"
                  + " ON CONFLICT (id) DO UPDATE SET n = 3 WHERE excluded.n > 1");

      assertThat(refused.feature())
          .isEqualTo("ON CONFLICT DO UPDATE ... WHERE of rows with the same key");
    }
  }

  @Test
  void refusesTwoPartsThatChangeOneTable() throws SQLException {
    try (TestDatabase database = new TestDatabase()) {
      database.execute("CREATE TABLE t (id int PRIMARY KEY)");
      PgException refused =
          database.error(
              "WITH d AS (DELETE FROM t RETURNING id) INSERT INTO t SELECT id + 1 FROM d");

      assertThat(refused.feature()).isEqualTo("WITH of two statements that change the same table");
    }
  }

  @Test
  void refusesToReadTheChangedTableWhileItChanges() throws SQLException {
    try (TestDatabase database = new TestDatabase()) {
      database.execute("CREATE TABLE t (id int PRIMARY KEY, n int)");
      PgException returning =
          database.error("INSERT INTO t VALUES (1, 1) RETURNING (SELECT count(*) FROM t)");
      PgException conflict =
          database.error(
              "INSERT INTO t VALUES (1, 1), (2, 2)"
                  + " ON CONFLICT (id) DO UPDATE SET n = (SELECT max(n) FROM t)");

      assertThat(returning.feature()).isEqualTo("a query of the changed table in RETURNING");
      assertThat(conflict.feature())
          .isEqualTo("a query of the changed table in ON CONFLICT DO UPDATE of several rows");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT DISTINCT ROW(1) | a row value in DISTINCT",
        "SELECT ARRAY['1'::json] = ARRAY['2'::json] | operator json[] = json[]",
        "SELECT 1 FROM (SELECT ROW(1) AS r) q GROUP BY r | a row value in an order or a grouping",
        "SELECT 1 ORDER BY (1, 2) NULLS FIRST | NULLS FIRST or LAST of row values",
        "SELECT (1, 2) = (VALUES (1, 2)) | a comparison of a row with this query",
        "SELECT greatest(ROW(1), ROW(2)) | a row value in GREATEST",
        "SELECT r IS NULL FROM (SELECT ROW(1) AS r) q | a row value in IS NULL",
        "SELECT ARRAY[ROW(1)] | a row value in an array",
        "SELECT array_agg(ROW(1)) | a row value in an array",
        "SELECT ROW(1) = r FROM (SELECT ROW(1) AS r) q | operator record = record",
        "SELECT count(DISTINCT (1, 1.0)) | DISTINCT rows with values of type numeric",
        "SELECT first_value(d) OVER (ORDER BY d RANGE '1 month' PRECEDING) FROM (SELECT date '2024-01-01' AS d) q | RANGE with an offset of months here",
        "SELECT count(*) = ANY (ARRAY[1]) | an aggregate compared with each row of a query or an array",
        "SELECT sum(1.0) IN (SELECT 1.0) | an aggregate compared with each row of a query or an array",
        "SELECT count(a) FROM (SELECT 1) a CROSS JOIN (SELECT 2) b | count of a whole row beside other tables",
        "SELECT unnest(ARRAY[1]), count(*) | a set-returning function beside aggregates",
        "SELECT to_char(2147483647, '99V9') | the to_char pattern \"99V9\"",
        "SELECT to_char(5, 'TH') | the to_char pattern TH without a digit",
        "SELECT count(unnest(ARRAY[1])) OVER () | a set-returning function in this context",
        "SELECT unnest(ARRAY[1]), count(*) OVER () | a set-returning function beside window functions",
        "SELECT current_time | time with time zone",
        "SELECT normalize(E'\\u0378') | NORMALIZE of characters that Java does not know",
        "CREATE TABLE t (a int PRIMARY KEY WITH (fillfactor = 50)) | WITH of a key",
        "CREATE TABLE t (a int) WITH (fillfactor = 70.5) | the value 70.5 of the parameter fillfactor",
        "ALTER VIEW v SET (check_option = local) | check_option as a parameter of a view",
        "ALTER INDEX i SET (fillfactor = 50) | this form of ALTER INDEX",
        "UPDATE pg_class SET relname = 'x' | a change of the system's relation pg_class",
        "DELETE FROM pg_catalog.pg_depend | a change of the system's relation pg_depend",
        "SELECT * FROM pg_depend | a query of pg_depend for more than extensions and the sequences of columns",
        "SELECT deptype FROM pg_depend d WHERE d.objid = 'pg_class'::regclass AND d.deptype = 'a' | a query of pg_depend for more than extensions and the sequences of columns",
        "SELECT 1 FROM pg_class c JOIN pg_depend d ON d.objid = c.oid WHERE c.relkind = 'S' | a query of pg_depend for more than extensions and the sequences of columns",
        "SELECT 1 FROM pg_class s JOIN pg_depend d ON d.refobjid = s.oid JOIN pg_attrdef a ON d.objid = a.oid WHERE s.relkind = 'S' AND d.deptype IN ('a', 'i') | a query of pg_depend for more than extensions and the sequences of columns",
        "SELECT count(*) FROM (SELECT * FROM pg_depend) d WHERE deptype = 'e' | a query of pg_depend for more than extensions and the sequences of columns",
        "CREATE VIEW v AS SELECT objid FROM pg_depend WHERE deptype = 'n' | a query of pg_depend for more than extensions and the sequences of columns",
        "INSERT INTO pg_enum VALUES (1, 2, 3, 'x') | a change of the system's relation pg_enum",
        "MERGE INTO pg_class USING (SELECT 1) s ON false WHEN MATCHED THEN DELETE | a change of the system's relation pg_class",
        "ALTER TABLE pg_class ADD COLUMN x int | a change of the system's relation pg_class",
        "CREATE INDEX ON pg_class (relname) | a change of the system's relation pg_class",
        "UPDATE information_schema.tables SET table_name = 'x' | a change of the system's relation tables",
      })
  void refusesByName(String sql, String feature) throws SQLException {
    try (TestDatabase database = new TestDatabase()) {
      assertThat(database.error(sql).feature()).isEqualTo(feature);
    }
  }
}
