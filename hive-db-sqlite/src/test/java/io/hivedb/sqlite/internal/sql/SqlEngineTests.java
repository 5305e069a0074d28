// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.hivedb.UnsupportedSqlException;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.type.Types;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlEngineTests {

  private final TestDatabase database = open();

  private static TestDatabase open() {
    try {
      return new TestDatabase();
    } catch (SQLException e) {
      throw new IllegalStateException("no database in memory", e);
    }
  }

  @AfterEach
  void close() throws SQLException {
    database.close();
  }

  @Test
  void rollsTheCatalogueBackWithTheTransaction() {
    database.execute("BEGIN; CREATE TABLE t (id int); INSERT INTO t VALUES (1); ROLLBACK");

    assertThat(database.error("SELECT * FROM t").sqlState()).isEqualTo("42P01");
  }

  @Test
  void rollsTheCatalogueBackToASavepoint() {
    database.execute(
        "BEGIN; CREATE TABLE a (id int); SAVEPOINT s; CREATE TABLE b (id int); ROLLBACK TO s; COMMIT");

    assertThat(database.execute("SELECT count(*) FROM a").value()).isEqualTo("0");
    assertThat(database.error("SELECT * FROM b").sqlState()).isEqualTo("42P01");
  }

  @Test
  void readsCatalogueAndSequencesFromTheFileAgain() throws SQLException {
    database.execute(
        "CREATE SCHEMA app; CREATE TYPE mood AS ENUM ('sad', 'happy');"
            + " CREATE TABLE app.\"Users\" (id bigserial PRIMARY KEY, \"Name\" varchar(9) NOT NULL UNIQUE, m mood,"
            + " CHECK (id > 0)); ALTER TABLE app.\"Users\" ADD COLUMN n numeric(5,2) DEFAULT 1.5;"
            + " INSERT INTO app.\"Users\" (\"Name\") VALUES ('a'), ('b')");
    database.engine().flush(database.raw());

    SqlEngine other = new SqlEngine();
    other.load(database.raw());

    Table table = Objects.requireNonNull(other.catalog().table("app.Users"));
    assertThat(table.columns())
        .extracting(c -> c.name() + " " + c.type() + " " + c.typmod())
        .containsExactly(
            "id bigint -1", "Name character varying 13", "m mood -1", "n numeric 327686");
    assertThat(table.constraints())
        .extracting(c -> c.name())
        .containsExactly("Users_pkey", "Users_Name_key", "Users_id_check");
    database.engine().load(database.raw());
    assertThat(
            database
                .execute("INSERT INTO app.\"Users\" (\"Name\") VALUES ('c') RETURNING id")
                .value())
        .isEqualTo("3");
  }

  @Test
  void keepsRowsAndForeignKeysWhenATableIsRedefined() {
    database.execute(
        "CREATE TABLE p (id int PRIMARY KEY, v int); CREATE TABLE c (id int, p int REFERENCES p ON DELETE CASCADE);"
            + " INSERT INTO p VALUES (1, 5); INSERT INTO c VALUES (1, 1);"
            + " ALTER TABLE p ADD CONSTRAINT pos CHECK (v > 0); ALTER TABLE p ALTER COLUMN v TYPE numeric(6,1)");

    assertThat(database.execute("SELECT count(*) FROM c").value()).isEqualTo("1");
    assertThat(database.execute("SELECT v FROM p").value()).isEqualTo("5.0");
    assertThat(database.error("INSERT INTO p VALUES (2, -1)").constraint()).isEqualTo("pos");
    assertThat(database.error("INSERT INTO c VALUES (1, 7)").constraint()).isEqualTo("c_p_fkey");
  }

  @Test
  void doesNotMixUpNamesThatDifferOnlyInCase() {
    database.execute("CREATE TABLE \"T\" (a int, \"A\" int); CREATE TABLE t (x text)");
    database.execute("INSERT INTO \"T\" VALUES (1, 2); INSERT INTO t VALUES ('x')");

    assertThat(database.execute("SELECT \"A\", a FROM \"T\"").rows()).hasToString("[[2, 1]]");
    assertThat(database.execute("SELECT * FROM T").rows()).hasToString("[[x]]");
  }

  @Test
  void givesDeclaredParametersTheirTypes() {
    database.execute("CREATE TABLE t (j jsonb)");
    var statement = database.session().parse("INSERT INTO t VALUES (?)").get(0);
    var varchar = Types.VARCHAR;

    assertThat(database.session().plan(statement, List.of()).parameters())
        .containsExactly(Types.JSONB);
    PgException error =
        Assertions.catchThrowableOfType(
            PgException.class, () -> database.session().plan(statement, List.of(varchar)));
    assertThat(error.sqlState()).isEqualTo("42804");
    assertThat(error.text())
        .isEqualTo("column \"j\" is of type jsonb but expression is of type character varying");
  }

  @Test
  void fitsTheElementsOfAnArrayOfVarchar() {
    database.execute("CREATE TABLE t (a varchar(3) array)");

    assertThat(database.execute("INSERT INTO t VALUES ('{abc,d}') RETURNING a").value())
        .isEqualTo("{abc,d}");
    assertThat(database.error("INSERT INTO t VALUES ('{abcd}')").sqlState()).isEqualTo("22001");
  }

  @Test
  void pointsErrorsAtTheCharacter() {
    database.execute("CREATE TABLE t (id int)");

    assertThat(database.error("SELECT id, nope FROM t").position()).isEqualTo(12);
    assertThat(database.error("SELECT id FROM t WHERE id = 'x'").position()).isEqualTo(29);
    assertThat(database.error("SELECT 1; SELEC 2").position()).isEqualTo(11);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "EXPLAIN SELECT 1",
        "COPY t FROM STDIN",
        "DO $$ DECLARE c CURSOR FOR SELECT 1; BEGIN END $$",
        "CREATE FUNCTION f() RETURNS int LANGUAGE plpython3u AS 'return 1'",
        "CREATE TRIGGER x INSTEAD OF INSERT ON t FOR EACH ROW EXECUTE FUNCTION f()",
        "CREATE AGGREGATE a (int) (sfunc = int4pl, stype = int)",
        "ALTER DOMAIN d RENAME TO e",
        "CREATE TABLE x () INHERITS (t)",
        "CREATE TABLE x (id int) PARTITION BY RANGE (id)",
        "SELECT DISTINCT id FROM t GROUP BY ROLLUP (id)",
        "SELECT id FROM t TABLESAMPLE SYSTEM (1)",
        "SELECT 1.0 EXCEPT ALL SELECT 1",
        "SELECT xmlelement(name foo)",
        "SELECT '10:00+02'::timetz",
        "SELECT '10.0.0.1'::inet",
        "SELECT to_tsvector('a')",
        "SELECT xmlelement(name a)",
        "SELECT * FROM pg_class",
        "SELECT now() AT TIME ZONE 'EST5EDT'",
        "SELECT 'a' COLLATE \"de_DE\"",
        "SET TIME ZONE 'Europe/Rome'",
        "LISTEN x",
        "DECLARE c BINARY CURSOR FOR SELECT 1",
        "DECLARE c CURSOR FOR SELECT id FROM t FOR UPDATE",
        "PREPARE TRANSACTION 'x'",
        "CREATE EXTENSION postgis",
        "SELECT ARRAY[[1,2],[3,4]]",
        "SELECT sum(id::float8) OVER (ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) FROM t",
        "SELECT string_agg('a', ',') FILTER (WHERE id > 0) OVER () FROM t",
        "ALTER TABLE t ENABLE ROW LEVEL SECURITY",
      })
  void refusesByName(String sql) {
    database.execute("CREATE TABLE t (id int)");

    PgException error = database.error(sql);

    assertThat(error.sqlState()).isEqualTo("0A000");
    assertThat(error.feature()).isNotBlank();
    assertThat((Throwable) error.toSqlException(sql))
        .isInstanceOf(UnsupportedSqlException.class)
        .hasMessageContaining("is not supported by the backend [sqlite]")
        .hasMessageContaining("pglite or postgresql");
  }
}
