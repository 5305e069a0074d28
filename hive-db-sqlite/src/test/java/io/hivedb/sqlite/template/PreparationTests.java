// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hivedb.DatabasePreparer;
import io.hivedb.HiveDb;
import io.hivedb.HiveDbConfig;
import io.hivedb.HiveDbConfigurationException;
import io.hivedb.internal.PreparationStep;
import io.hivedb.internal.PreparationTarget;
import io.hivedb.internal.PreparedDatabase;
import io.hivedb.internal.PreparerStep;
import io.hivedb.internal.SharedServers;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Databases made of a template. */
@DisplayName("A preparation")
@TestInstance(Lifecycle.PER_CLASS)
class PreparationTests {

  private final SharedServers servers = new SharedServers();

  @AfterAll
  void closeServers() {
    servers.close();
  }

  @Test
  @DisplayName("runs once for all databases, also when they are opened at the same time")
  void runsOnce() throws Exception {
    Counted step = new Counted("create table t (n int); insert into t values (1)");
    CountDownLatch together = new CountDownLatch(4);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<Long>> counts = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        counts.add(
            threads.submit(
                () -> {
                  together.countDown();
                  together.await();
                  return grown(step);
                }));
      }
      for (Future<Long> count : counts) {
        assertThat(count.get()).isEqualTo(2);
      }
    } finally {
      threads.shutdown();
    }
    assertThat(step.runs).hasValue(1);
  }

  private long grown(Counted step) throws SQLException {
    try (HiveDb db = open(step)) {
      return count(db, "insert into t values (2)");
    }
  }

  @Test
  @DisplayName("leads to a state to which a database returns")
  void isAState() throws SQLException {
    Counted step = new Counted("create table t (n int)");
    for (int round = 0; round < 2; round++) {
      try (PreparedDatabase db = open(step)) {
        assertThat(count(db, "insert into t values (2)")).isEqualTo(1);
        db.reset(db.prepared());
        assertThat(count(db, "select 1")).isZero();
      }
    }
  }

  @Test
  @DisplayName("that fails is tried once, and everybody is told")
  void fails() {
    Counted step = new Counted("create tabel t (n int)");
    String said = "at or near \"tabel\"";
    assertThatThrownBy(() -> open(step)).hasStackTraceContaining(said);
    assertThatThrownBy(() -> open(step))
        .isInstanceOf(HiveDbConfigurationException.class)
        .hasMessageStartingWith("The database was prepared before, and that failed: ")
        .hasStackTraceContaining(said);
    assertThat(step.runs).hasValue(1);
  }

  @Test
  @DisplayName(
      "is forgotten when many others were used since, but not while a database of it is open")
  void isBounded() throws SQLException {
    Counted unused = new Counted("create table t (n int)");
    Counted used = new Counted("create table t (n int); insert into t values (1)");
    try (SharedServers few = new SharedServers();
        PreparedDatabase open = open(few, used)) {
      open(few, unused).close();
      for (int other = 0; other < 20; other++) {
        open(few, new Counted("create table t (n int, other" + other + " int)")).close();
      }
      assertThat(count(open, "insert into t values (2)")).isEqualTo(2);
      open.reset(open.prepared());
      assertThat(count(open, "select 1")).isEqualTo(1);
      open(few, used).close();
      open(few, unused).close();
    }
    assertThat(used.runs).hasValue(1);
    assertThat(unused.runs).hasValue(2);
  }

  @Test
  @DisplayName("by a class gets a data source that ends with it")
  void runsPreparer() throws SQLException {
    try (HiveDb db = open(PreparerStep.of(Rows.class))) {
      assertThat(count(db, "select 1")).isEqualTo(3);
    }
    assertThatThrownBy(() -> Rows.given.getConnection()).isInstanceOf(SQLException.class);
  }

  @Test
  @DisplayName("by a class that cannot be used says why")
  void explainsPreparer() {
    assertThatThrownBy(() -> open(PreparerStep.of(Unusable.class)))
        .isInstanceOf(HiveDbConfigurationException.class)
        .hasMessageContaining("The preparer [" + Unusable.class.getName() + "] cannot be made: ")
        .hasMessageContaining("Give it a constructor without parameters");
    assertThatThrownBy(() -> open(PreparerStep.of(Failing.class)))
        .isInstanceOf(HiveDbConfigurationException.class)
        .hasMessage(
            "The preparer ["
                + Failing.class.getName()
                + "] failed on the backend [sqlite]: java.io.IOException: no rows today. Correct it"
                + " there.");
  }

  private PreparedDatabase open(PreparationStep step) {
    return open(servers, step);
  }

  private static PreparedDatabase open(SharedServers servers, PreparationStep step) {
    // A template that a former run kept would stand for the step, which is what is tested here.
    HiveDbConfig config =
        HiveDbConfig.builder()
            .ignoreOutsideSettings()
            .backend("sqlite")
            .set("hive.database.template-cache", "off")
            .label("test")
            .build();
    return servers.open(config, key -> null, List.of(step));
  }

  private static long count(HiveDb db, String before) throws SQLException {
    try (Connection connection = db.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(before);
      try (ResultSet rows = statement.executeQuery("select count(*) from t")) {
        rows.next();
        return rows.getLong(1);
      }
    }
  }

  private static final class Counted implements PreparationStep {

    private final String script;
    private final AtomicInteger runs = new AtomicInteger();

    Counted(String script) {
      this.script = script;
    }

    @Override
    public String key() {
      return "counted:" + System.identityHashCode(this) + script;
    }

    @Override
    public boolean isReproducible() {
      return false;
    }

    @Override
    public void run(PreparationTarget target) {
      runs.incrementAndGet();
      try {
        target.database().runScript(script);
      } catch (SQLException e) {
        throw new HiveDbConfigurationException("the step failed", e);
      }
    }
  }

  private static final class Rows implements DatabasePreparer {

    private static DataSource given;

    @Override
    public void prepare(DataSource dataSource) throws SQLException {
      given = dataSource;
      try (Connection connection = dataSource.getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute("create table t (n int)");
        statement.execute("insert into t values (1), (2), (3)");
      }
    }
  }

  private abstract static class Unusable implements DatabasePreparer {}

  private static final class Failing implements DatabasePreparer {

    @Override
    public void prepare(DataSource dataSource) throws Exception {
      throw new IOException("no rows today");
    }
  }
}
