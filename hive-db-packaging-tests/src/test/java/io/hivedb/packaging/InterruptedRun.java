// SPDX-License-Identifier: Apache-2.0
package io.hivedb.packaging;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.hivedb.HiveDb;
import io.hivedb.junit.HiveDatabase;
import io.hivedb.junit.Isolation;
import java.sql.Connection;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** What {@link InterruptedRunIT} interrupts: a run whose test never ends. */
final class InterruptedRun {

  private InterruptedRun() {}

  public static void main(String[] arguments) {
    try (LauncherSession session = LauncherFactory.openSession()) {
      session
          .getLauncher()
          .execute(
              LauncherDiscoveryRequestBuilder.request()
                  .selectors(selectClass(WaitingCase.class))
                  .build());
    }
  }

  @HiveDatabase(isolation = Isolation.METHOD, scripts = "schema.sql")
  static class WaitingCase {

    /** Says which process serves it, and where, and waits in a transaction. */
    @Test
    void waits(HiveDb database, Connection connection) throws Exception {
      connection.setAutoCommit(false);
      connection
          .createStatement()
          .execute("INSERT INTO notes (title, embedding) VALUES ('a', '[1,1,1]')");
      System.out.println(
          "ready "
              + database.health().details().getOrDefault("pid", "0")
              + " "
              + database.jdbcUrl());
      new CountDownLatch(1).await();
    }
  }
}
