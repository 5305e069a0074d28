// SPDX-License-Identifier: Apache-2.0
package io.hivedb.clients;

import static io.hivedb.clients.Sql.ask;
import static org.assertj.core.api.Assertions.assertThat;

import io.hivedb.junit.HiveDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import liquibase.Contexts;
import liquibase.Liquibase;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.resource.ClassLoaderResourceAccessor;
import org.junit.jupiter.api.Test;

/** Liquibase with its defaults: its own lock, its own history, changes in YAML. */
@HiveDatabase
class LiquibaseTests {

  private static final int CHANGE_SETS = 5;

  /** What is done with Liquibase. */
  private interface Work {
    void with(Liquibase liquibase) throws LiquibaseException, SQLException;
  }

  private static void liquibase(DataSource dataSource, Work work)
      throws SQLException, LiquibaseException {
    try (Connection connection = dataSource.getConnection();
        Liquibase liquibase =
            new Liquibase(
                "db/changelog/library.yaml",
                new ClassLoaderResourceAccessor(),
                DatabaseFactory.getInstance()
                    .findCorrectDatabaseImplementation(new JdbcConnection(connection)))) {
      work.with(liquibase);
    }
  }

  @Test
  void updatesARealSchema(DataSource dataSource) throws SQLException, LiquibaseException {
    liquibase(dataSource, Liquibase::dropAll);
    liquibase(dataSource, liquibase -> liquibase.update(new Contexts()));
    assertThat(ask(dataSource, "select count(*) from databasechangelog")).isEqualTo("5");
    assertThat(ask(dataSource, "select title from cheap_book")).isEqualTo("Notes");
    assertThat(ask(dataSource, "select cost from book order by embedding <-> '[1,2,3]'"))
        .isEqualTo("12.50");
    assertThat(ask(dataSource, "select locked from databasechangeloglock")).isEqualTo("f");
  }

  @Test
  void doesNothingTheSecondTime(DataSource dataSource) throws SQLException, LiquibaseException {
    liquibase(dataSource, Liquibase::dropAll);
    liquibase(dataSource, liquibase -> liquibase.update(new Contexts()));
    liquibase(
        dataSource,
        liquibase ->
            assertThat(
                    liquibase.listUnrunChangeSets(new Contexts(), new liquibase.LabelExpression()))
                .isEmpty());
    liquibase(dataSource, liquibase -> liquibase.update(new Contexts()));
    liquibase(dataSource, Liquibase::validate);
    assertThat(ask(dataSource, "select count(*) from author")).isEqualTo("1");
  }

  @Test
  void rollsBack(DataSource dataSource) throws SQLException, LiquibaseException {
    liquibase(dataSource, Liquibase::dropAll);
    liquibase(dataSource, liquibase -> liquibase.tag("empty"));
    liquibase(dataSource, liquibase -> liquibase.update(new Contexts()));
    liquibase(dataSource, liquibase -> liquibase.rollback(CHANGE_SETS - 2, ""));
    assertThat(ask(dataSource, "select count(*) from book where price >= 0")).isEqualTo("0");
    liquibase(dataSource, liquibase -> liquibase.rollback("empty", new Contexts()));
    assertThat(
            ask(
                dataSource,
                "select count(*) from information_schema.tables"
                    + " where table_name in ('author', 'book')"))
        .isEqualTo("0");
  }
}
