// SPDX-License-Identifier: Apache-2.0
package io.hivedb.clients;

import static io.hivedb.clients.Sql.ask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hivedb.junit.HiveDatabase;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.junit.jupiter.api.Test;

/** Flyway with its defaults, but where the migrations lie and that a test may clean. */
@HiveDatabase
class FlywayTests {

  private static final String MIGRATIONS = "classpath:db/migration";

  private static Flyway flyway(DataSource dataSource, String... locations) {
    return Flyway.configure()
        .dataSource(dataSource)
        .locations(locations)
        .cleanDisabled(false)
        .load();
  }

  private static Flyway empty(DataSource dataSource) {
    Flyway flyway = flyway(dataSource, MIGRATIONS);
    flyway.clean();
    return flyway;
  }

  @Test
  void migratesARealSchema(DataSource dataSource) throws SQLException {
    Flyway flyway = empty(dataSource);
    assertThat(flyway.migrate().migrationsExecuted).isEqualTo(4);
    assertThat(flyway.info().applied())
        .extracting(MigrationInfo::getDescription)
        .containsExactly("library", "embeddings", "rename and function", "views");
    assertThat(ask(dataSource, "select string_agg(title, ', ' order by id) from published_book"))
        .isEqualTo("Notes of Ada, Notes of Grace");
    assertThat(ask(dataSource, "select count(*) from flyway_schema_history where success"))
        .isEqualTo("4");
    assertThat(ask(dataSource, "select title from book order by embedding <=> '[1,2,3]', id"))
        .isEqualTo("Notes of Ada");
    assertThat(ask(dataSource, "insert into loan (book_id) values (1) returning number"))
        .isEqualTo("1000");
  }

  @Test
  void doesNothingTheSecondTime(DataSource dataSource) {
    empty(dataSource).migrate();
    Flyway again = flyway(dataSource, MIGRATIONS);
    assertThat(again.migrate().migrationsExecuted).isZero();
    again.validate();
    assertThat(again.info().pending()).isEmpty();
  }

  @Test
  void undoesAMigrationThatFails(DataSource dataSource) throws SQLException {
    empty(dataSource).migrate();
    Flyway broken = flyway(dataSource, MIGRATIONS, "classpath:db/broken");
    assertThatThrownBy(broken::migrate)
        .isInstanceOf(FlywayException.class)
        .hasMessageContaining("42P01")
        .hasMessageContaining("no_such_table");
    assertThat(
            ask(
                dataSource,
                "select count(*) from information_schema.tables where table_name = 'half'"))
        .isEqualTo("0");
    assertThat(broken.info().pending())
        .extracting(MigrationInfo::getState)
        .containsExactly(MigrationState.PENDING);
  }

  @Test
  void takesOverASchemaThatIsThere(DataSource dataSource) throws SQLException {
    empty(dataSource);
    Sql.run(dataSource, "create table old (id int)");
    Flyway flyway =
        Flyway.configure()
            .dataSource(dataSource)
            .locations(MIGRATIONS)
            .baselineOnMigrate(true)
            .baselineVersion("0")
            .load();
    assertThat(flyway.migrate().migrationsExecuted).isEqualTo(4);
    assertThat(ask(dataSource, "select type from flyway_schema_history order by installed_rank"))
        .isEqualTo("BASELINE");
  }

  @Test
  void cleansTheSchema(DataSource dataSource) throws SQLException {
    empty(dataSource).migrate();
    flyway(dataSource, MIGRATIONS).clean();
    assertThat(
            ask(
                dataSource,
                "select count(*) from information_schema.tables where table_schema = 'public'"))
        .isEqualTo("0");
    assertThat(flyway(dataSource, MIGRATIONS).migrate().migrationsExecuted).isEqualTo(4);
  }
}
