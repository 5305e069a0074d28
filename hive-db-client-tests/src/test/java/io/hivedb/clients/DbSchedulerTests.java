// SPDX-License-Identifier: Apache-2.0
package io.hivedb.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.hivedb.junit.HiveDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** db-scheduler: its threads take tasks from a table, each once. */
@HiveDatabase
class DbSchedulerTests {

  private static final int TASKS = 5;

  /** Both of its ways: by versions of rows, and by FOR UPDATE SKIP LOCKED. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void doesEachTaskOnce(boolean locks, DataSource dataSource)
      throws SQLException, InterruptedException {
    Sql.run(
        dataSource,
        "create table if not exists scheduled_tasks (task_name text not null, task_instance text"
            + " not null, task_data bytea, execution_time timestamp with time zone not null,"
            + " picked boolean not null, picked_by text, last_success timestamp with time zone,"
            + " last_failure timestamp with time zone, consecutive_failures int, last_heartbeat"
            + " timestamp with time zone, version bigint not null, priority smallint,"
            + " primary key (task_name, task_instance))");
    CountDownLatch done = new CountDownLatch(TASKS);
    OneTimeTask<Integer> task =
        Tasks.oneTime("count", Integer.class).execute((instance, context) -> done.countDown());
    SchedulerBuilder builder =
        Scheduler.create(dataSource, task).pollingInterval(Duration.ofMillis(100)).threads(3);
    Scheduler scheduler = (locks ? builder.pollUsingLockAndFetch(0.5, 1.0) : builder).build();
    scheduler.start();
    for (int i = 0; i < TASKS; i++) {
      scheduler.schedule(task.instance("task " + i, i), Instant.now());
    }
    assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
    scheduler.stop();
    assertThat(Sql.ask(dataSource, "select count(*) from scheduled_tasks")).isEqualTo("0");
  }
}
