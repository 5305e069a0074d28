// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres;

import com.github.dockerjava.api.DockerClient;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ContainerFetchException;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.ImageNameSubstitutor;

/** A server in a container of our own. */
final class ContainerEngine implements Engine {

  private static final Logger LOG = LoggerFactory.getLogger(ContainerEngine.class);

  private static final long BETWEEN_ATTEMPTS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final int LINES_SHOWN = 20;

  private final ServerContainer container;
  private final ContainerPlan plan;
  private final String image;
  private final ServerAddress address;
  private final RecentLines log;
  private final @Nullable Lifeline lifeline;
  private final Duration timeout;

  private ContainerEngine(
      ServerContainer container, ContainerPlan plan, @Nullable Lifeline lifeline) {
    this.container = container;
    this.plan = plan;
    this.image = plan.image();
    this.address = container.address();
    this.log = container.log();
    this.lifeline = lifeline;
    this.timeout = plan.timeout();
  }

  /** Starts one and waits until it answers a query. */
  static ContainerEngine start(ContainerPlan plan, RandomPassword password) {
    DockerClient client = docker();
    DockerImageName name =
        ImageNameSubstitutor.instance().apply(DockerImageName.parse(plan.image()));
    EndedContainers.sweep(client, EndedContainers.REST);
    ImagePull.ifMissing(client, name.asCanonicalNameString(), plan.timeout());
    KeptContainers.check(plan, client);
    Deadline deadline = new Deadline(plan.timeout());
    String[] main =
        ContainerMain.around(
            client, name.asCanonicalNameString(), !plan.reused(), ContainerMain.PATIENCE);
    ServerContainer container = new ServerContainer(name, main, plan, password);
    try {
      container.start();
      KeptContainers.setPassword(plan, container, password, deadline);
      return answering(
          new ContainerEngine(container, plan, lifeline(plan, client, container)), deadline);
    } catch (RuntimeException | Error e) {
      stopBecauseOf(e, container);
      throw KeptContainers.inUse(plan, e)
          .orElseGet(() -> failed(plan.image(), deadline, container.log(), e));
    }
  }

  /** One that is reused outlives this JVM. */
  private static @Nullable Lifeline lifeline(
      ContainerPlan plan, DockerClient client, ServerContainer container) {
    return plan.reused() ? null : Lifeline.hold(client, container.getContainerId());
  }

  private static ContainerEngine answering(ContainerEngine engine, Deadline deadline) {
    try {
      engine.answer("SELECT 1", deadline);
      return engine;
    } catch (RuntimeException | Error e) {
      engine.letGo();
      throw e;
    }
  }

  private static void stopBecauseOf(Throwable failure, ServerContainer container) {
    try {
      container.stop();
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  private static DockerClient docker() {
    try {
      return DockerClientFactory.instance().client();
    } catch (IllegalStateException e) {
      throw new DockerNotAvailableException(
          "Testcontainers found no Docker engine that it can use: "
              + e.getMessage()
              + ". "
              + ContainerReadiness.waysOut(),
          e);
    } catch (ContainerFetchException | ContainerLaunchException e) {
      throw new DockerNotAvailableException(
          "Testcontainers could not start a container of its own on the Docker engine: "
              + e.getMessage()
              + ". If it is its reaper (Ryuk) that cannot be pulled, set the environment variable"
              + " TESTCONTAINERS_RYUK_DISABLED=true: containers of Hive DB end with their JVM without"
              + " it. "
              + ContainerReadiness.waysOut(),
          e);
    }
  }

  /** The set-up server of the image listens on no port: who answers here is the real one. */
  private String answer(String question, Deadline deadline) {
    SQLException last = new SQLException("it was not asked");
    while (!deadline.isOver()) {
      try (Connection connection = Connections.open(address, deadline.left());
          Statement statement = connection.createStatement();
          ResultSet row = statement.executeQuery(question)) {
        row.next();
        return String.valueOf(row.getString(1));
      } catch (SQLException e) {
        last = e;
      }
      if (!container.isRunning()) {
        throw new IllegalStateException("the container ended before the server answered", last);
      }
      LockSupport.parkNanos(BETWEEN_ATTEMPTS);
    }
    throw new IllegalStateException("the server did not answer in time", last);
  }

  private static ContainerStartException failed(
      String image, Deadline deadline, RecentLines log, Throwable cause) {
    Throwable root = cause;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return new ContainerStartException(
        "The container of the image ["
            + image
            + "] did not come up within "
            + deadline
            + ": "
            + cause.getMessage()
            + " ("
            + root.getMessage()
            + "). Check that the image holds a PostgreSQL server that obeys POSTGRES_PASSWORD, or raise"
            + " hive.database.start-timeout. It printed last: "
            + log.last(LINES_SHOWN),
        cause);
  }

  @Override
  public ServerAddress address() {
    return address;
  }

  @Override
  public boolean isUsersOwn() {
    return plan.keepsData();
  }

  @Override
  public boolean keepsData() {
    return plan.keepsData();
  }

  @Override
  public boolean outlivesItsUsers() {
    return plan.keepsData() || plan.reused();
  }

  @Override
  public String description() {
    return "a container of [" + image + "] at [" + address.hosts() + "]";
  }

  @Override
  public List<String> recentLog() {
    return log.all();
  }

  @Override
  public PgDump pgDump() {
    return new ContainerPgDump(container.getContainerId(), image);
  }

  @Override
  public String mode() {
    return "container";
  }

  @Override
  public void restart() {
    Deadline deadline = new Deadline(timeout);
    try {
      String before = startedAt(deadline);
      DockerClientFactory.lazyClient()
          .killContainerCmd(container.getContainerId())
          .withSignal(ContainerMain.RESTART)
          .exec();
      while (startedAt(deadline).equals(before)) {
        LockSupport.parkNanos(BETWEEN_ATTEMPTS);
      }
    } catch (RuntimeException e) {
      throw failed(image, deadline, log, e);
    }
  }

  /** Asked of the server itself: it goes on answering for a moment after it was told to end. */
  private String startedAt(Deadline deadline) {
    return answer("SELECT pg_postmaster_start_time()::text", deadline);
  }

  private void letGo() {
    if (lifeline != null) {
      lifeline.close();
    }
  }

  @Override
  public void close() {
    if (plan.reused()) {
      return;
    }
    try {
      letGo();
      if (plan.keepsData()) {
        KeptContainers.awaitEnd(container);
      }
      container.stop();
    } catch (RuntimeException e) {
      // The run is over, and the lifeline ends the server: no reason to fail.
      LOG.warn("The container of [{}] was not removed: {}", image, ServerMessage.of(e));
    }
  }

  @Override
  public String toString() {
    return description();
  }
}
