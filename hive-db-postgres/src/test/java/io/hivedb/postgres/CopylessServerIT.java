// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hivedb.HiveDb;
import io.hivedb.HiveDbConfig;
import io.hivedb.internal.SharedServers;
import io.hivedb.spi.BackendDatabase;
import io.hivedb.spi.BackendServer;
import io.hivedb.spi.DatabaseSpec;
import java.sql.Connection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * A server that speaks the protocol and cannot copy a database, as distributed ones may not: here,
 * a real one that is asked for TEMPLATX.
 */
@TestInstance(Lifecycle.PER_CLASS)
class CopylessServerIT {

  private BackendServer real;
  private SocketProxy proxy;
  private String url;

  @BeforeAll
  void start() throws Exception {
    real = TestServers.start(TestServers.localServer(Map.of()));
    String direct = TestServers.urlOf(real);
    int port = Integer.parseInt(direct.replaceFirst(".*:(\\d+)/.*", "$1"));
    proxy = SocketProxy.to(port, sent -> sent.replace(" TEMPLATE ", " TEMPLATX "));
    url = direct.replaceFirst("@[^/]*", "@" + proxy);
  }

  @AfterAll
  void stop() throws Exception {
    proxy.close();
    real.close();
  }

  @Test
  void eachTestClassGetsADatabaseThatIsMadeForIt() throws Exception {
    try (BackendServer server = TestServers.start(TestServers.byUrl(url))) {
      Set<String> names = new HashSet<>();
      for (int i = 0; i < 5; i++) {
        try (BackendDatabase database = server.create(DatabaseSpec.throwAway("test"))) {
          names.add(TestServers.ask(database.connection(), "SELECT current_database()"));
          database.runScript("CREATE TABLE mine (v vector(2))");
        }
      }
      assertThat(names).hasSize(5);
    }
  }

  @Test
  void whatPreparesADatabaseIsRunOnEach() throws Exception {
    HiveDbConfig config =
        HiveDbConfig.builder()
            .ignoreOutsideSettings()
            .url(url)
            .scripts("io/hivedb/postgres/made.sql")
            .build();
    try (SharedServers servers = new SharedServers()) {
      for (int i = 0; i < 3; i++) {
        try (HiveDb db = servers.open(config, key -> null, List.of());
            Connection connection = db.dataSource().getConnection()) {
          connection.createStatement().execute("INSERT INTO made VALUES (1)");
        }
      }
    }
  }

  @Test
  void whoAsksForASnapshotIsToldWhatTheServerSaid() {
    try (BackendServer server = TestServers.start(TestServers.byUrl(url));
        BackendDatabase database = server.create(DatabaseSpec.throwAway("test"))) {
      assertThatThrownBy(database::snapshot)
          .isInstanceOf(UnsupportedOperationException.class)
          .hasMessageMatching(
              "The PostgreSQL server at \\[\\S+] could not copy the database \\[hive_db_\\w+] to one"
                  + " named \\[hive_db_\\w+]: ERROR: option \"templatx\" not recognized .*\\(SQLSTATE"
                  + " 42601\\)\\. Snapshots, resets and forks are copies by CREATE DATABASE …"
                  + " TEMPLATE, which this server refuses; use another for them\\.");
    }
  }
}
