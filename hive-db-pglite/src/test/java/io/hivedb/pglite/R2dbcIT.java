// SPDX-License-Identifier: Apache-2.0
package io.hivedb.pglite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hivedb.spi.BackendDatabase;
import io.hivedb.spi.ConnectionInfo;
import io.hivedb.spi.DatabaseSpec;
import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.postgresql.api.PostgresqlResult;
import io.r2dbc.postgresql.api.PostgresqlStatement;
import io.r2dbc.spi.R2dbcDataIntegrityViolationException;
import io.r2dbc.spi.R2dbcException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A client that waits for nothing: it sends statements while the answers to others are on their
 * way.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class R2dbcIT {

  private static final Duration ENOUGH = Duration.ofSeconds(60);

  private final PgliteServer server = TestServers.memory();
  private final BackendDatabase database = server.create(DatabaseSpec.throwAway("r2dbc"));
  private final PostgresqlConnectionFactory factory =
      new PostgresqlConnectionFactory(configuration());
  private PostgresqlConnection connection;

  @BeforeEach
  void connect() {
    connection = factory.create().block(ENOUGH);
    done(connection.createStatement("drop table if exists notes"));
    done(
        connection.createStatement(
            "create table notes (id serial primary key, name text, v vector(3))"));
  }

  private PostgresqlConnectionConfiguration configuration() {
    ConnectionInfo info = database.connection();
    URI uri = URI.create(info.jdbcUrl().substring("jdbc:".length()));
    return PostgresqlConnectionConfiguration.builder()
        .host(uri.getHost())
        .port(uri.getPort())
        .database(uri.getPath().substring(1))
        .username(info.username())
        .password(info.password())
        .build();
  }

  @AfterAll
  void stop() {
    database.close();
    server.close();
  }

  @AfterEach
  void close() {
    connection.close().block(ENOUGH);
  }

  private static void done(PostgresqlStatement statement) {
    statement.execute().flatMap(PostgresqlResult::getRowsUpdated).blockLast(ENOUGH);
  }

  private static Flux<Object> first(PostgresqlStatement statement) {
    return statement.execute().flatMap(result -> result.map((row, metadata) -> row.get(0)));
  }

  private List<Object> ask(String sql) {
    return first(connection.createStatement(sql)).collectList().block(ENOUGH);
  }

  @Test
  @DisplayName("rows and vectors with parameters")
  void insertsAndSearches() {
    PostgresqlStatement insert =
        connection.createStatement(
            "insert into notes (name, v) values ($1, $2::vector) returning id");
    insert.bind("$1", "near").bind("$2", "[1,2,3]").add();
    insert.bind("$1", "far").bind("$2", "[9,9,9]");
    assertThat(first(insert).collectList().block(ENOUGH)).containsExactly(1, 2);
    assertThat(ask("select name from notes order by v <-> '[1,2,4]'"))
        .containsExactly("near", "far");
  }

  @Test
  @DisplayName("two hundred statements under way at once on one connection")
  void pipelines() {
    Flux<Object> sums =
        Flux.range(0, 200)
            .flatMap(
                i -> first(connection.createStatement("select " + i + " + $1::int").bind("$1", 1)),
                50);
    assertThat(sums.map(Integer.class::cast).reduce(0, Integer::sum).block(ENOUGH))
        .isEqualTo(20_100);
  }

  @Test
  @DisplayName("a result in pieces that is left before its end")
  void cancelsAFetch() {
    PostgresqlStatement many =
        connection.createStatement("select g from generate_series(1, 100000) g where g > $1");
    assertThat(first(many.bind("$1", 0).fetchSize(50)).take(120).collectList().block(ENOUGH))
        .hasSize(120);
    assertThat(ask("select 'still here'")).containsExactly("still here");
  }

  @Test
  @DisplayName("errors, after which the connection goes on")
  void fails() {
    assertThatThrownBy(() -> ask("select 1 / 0"))
        .isInstanceOfSatisfying(
            R2dbcException.class, e -> assertThat(e.getSqlState()).isEqualTo("22012"));
    ask("insert into notes (id) values (7)");
    assertThatThrownBy(() -> ask("insert into notes (id) values (7)"))
        .isInstanceOf(R2dbcDataIntegrityViolationException.class);
    assertThat(ask("select id from notes")).containsExactly(7);
  }

  @Test
  @DisplayName("a statement that is cancelled from the side")
  void cancels() {
    Mono<Object> sleeping = first(connection.createStatement("select pg_sleep(50)")).next();
    // Again and again, as one that comes before the statement cancels nothing.
    Flux<Object> cancelling =
        Flux.interval(Duration.ofMillis(20))
            .onBackpressureDrop()
            .concatMap(i -> connection.cancelRequest())
            .cast(Object.class);
    assertThatThrownBy(() -> Flux.merge(sleeping, cancelling).blockLast(ENOUGH))
        .isInstanceOfSatisfying(
            R2dbcException.class, e -> assertThat(e.getSqlState()).isEqualTo("57014"));
  }

  @Test
  @DisplayName("ten connections with transactions, and none is lost")
  void sharesAmongTransactions() {
    Flux<Void> all =
        Flux.range(0, 10)
            .flatMap(
                i ->
                    Mono.usingWhen(
                        factory.create(), R2dbcIT::inserts, PostgresqlConnection::close));
    all.blockLast(ENOUGH);
    assertThat(ask("select count(*) from notes")).containsExactly(200L);
  }

  private static Mono<Void> inserts(PostgresqlConnection connection) {
    Flux<Void> each =
        Flux.range(0, 20)
            .concatMap(
                i ->
                    connection
                        .beginTransaction()
                        .thenMany(
                            first(
                                connection.createStatement(
                                    "insert into notes (name) values ('n')")))
                        .then(connection.commitTransaction()));
    return each.then();
  }
}
