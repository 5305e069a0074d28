// SPDX-License-Identifier: Apache-2.0
package io.hivedb.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.hivedb.junit.HiveDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobExecutionContext;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.impl.StdSchedulerFactory;
import org.quartz.impl.jdbcjobstore.PostgreSQLDelegate;
import org.quartz.utils.ConnectionProvider;
import org.quartz.utils.DBConnectionManager;

/** Quartz's clustered store of jobs: its threads lock rows, each on a connection of its own. */
@HiveDatabase
class QuartzTests {

  private static final int TIMES = 5;
  private static final CountDownLatch DONE = new CountDownLatch(TIMES);

  /** What is done. */
  public static final class Count implements Job {
    @Override
    public void execute(JobExecutionContext context) {
      DONE.countDown();
    }
  }

  @Test
  void runsJobsFromItsTables(DataSource dataSource)
      throws SQLException, IOException, SchedulerException, InterruptedException {
    Sql.run(dataSource, tables());
    DBConnectionManager.getInstance().addConnectionProvider("hive", new Provider(dataSource));
    Scheduler scheduler = new StdSchedulerFactory(properties()).getScheduler();
    JobDetail job =
        JobBuilder.newJob(Count.class).withIdentity("count", "jobs").usingJobData("n", 1).build();
    scheduler.scheduleJob(job, trigger());
    assertThat(Sql.ask(dataSource, "select is_durable, description from qrtz_job_details"))
        .isEqualTo("f");
    scheduler.start();
    assertThat(DONE.await(60, TimeUnit.SECONDS)).isTrue();
    scheduler.shutdown(true);
    assertThat(Sql.ask(dataSource, "select count(*) from qrtz_fired_triggers")).isEqualTo("0");
  }

  private static Trigger trigger() {
    return TriggerBuilder.newTrigger()
        .startNow()
        .withSchedule(
            SimpleScheduleBuilder.simpleSchedule()
                .withIntervalInMilliseconds(20)
                .withRepeatCount(TIMES - 1))
        .build();
  }

  /** As Quartz ships them. */
  private static String tables() throws IOException {
    try (InputStream file = PostgreSQLDelegate.class.getResourceAsStream("tables_postgres.sql")) {
      return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static Properties properties() {
    Properties properties = new Properties();
    properties.put("org.quartz.scheduler.instanceId", "AUTO");
    properties.put("org.quartz.threadPool.threadCount", "3");
    properties.put("org.quartz.jobStore.class", "org.quartz.impl.jdbcjobstore.JobStoreTX");
    properties.put("org.quartz.jobStore.driverDelegateClass", PostgreSQLDelegate.class.getName());
    properties.put("org.quartz.jobStore.dataSource", "hive");
    properties.put("org.quartz.jobStore.isClustered", "true");
    return properties;
  }

  private record Provider(DataSource dataSource) implements ConnectionProvider {

    @Override
    public Connection getConnection() throws SQLException {
      return dataSource.getConnection();
    }

    @Override
    public void shutdown() {}

    @Override
    public void initialize() {}
  }
}
