// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres;

import com.github.dockerjava.api.DockerClient;
import io.hivedb.BackendNotAvailableException;
import io.hivedb.BackendStartException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.ImageNameSubstitutor;

/** A server in a container of our own. */
final class ContainerEngine implements Engine {

  private static final long BETWEEN_ATTEMPTS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final int LINES_SHOWN = 20;

  private final GenericContainer<?> container;
  private final String image;
  private final ServerAddress address;
  private final RecentLines log;
  private final Lifeline lifeline;

  private ContainerEngine(
      GenericContainer<?> container,
      String image,
      ServerAddress address,
      RecentLines log,
      Lifeline lifeline) {
    this.container = container;
    this.image = image;
    this.address = address;
    this.log = log;
    this.lifeline = lifeline;
  }

  /** Starts one and waits until it answers a query. */
  static ContainerEngine start(String image, int port, Duration timeout) {
    DockerClient client = docker();
    DockerImageName name = ImageNameSubstitutor.instance().apply(DockerImageName.parse(image));
    EndedContainers.sweep(client, EndedContainers.REST);
    ImagePull.ifMissing(client, name.asCanonicalNameString(), timeout);
    Deadline deadline = new Deadline(timeout);
    RecentLines log = new RecentLines();
    ServerContainer container = new ServerContainer(name, port, timeout, log);
    try {
      container.start();
      Lifeline lifeline = Lifeline.hold(client, container.getContainerId());
      return answering(
          new ContainerEngine(container, image, container.address(), log, lifeline), deadline);
    } catch (RuntimeException | Error e) {
      stopBecauseOf(e, container);
      throw failed(image, deadline, log, e);
    }
  }

  private static ContainerEngine answering(ContainerEngine engine, Deadline deadline) {
    try {
      engine.awaitAnswer(deadline);
      return engine;
    } catch (RuntimeException | Error e) {
      engine.lifeline.close();
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
      throw new BackendNotAvailableException(
          "Testcontainers found no Docker engine that it can use: "
              + e.getMessage()
              + ". "
              + ContainerReadiness.waysOut(),
          e);
    }
  }

  /** The set-up server of the image listens on no port: who answers here is the real one. */
  private void awaitAnswer(Deadline deadline) {
    SQLException last = new SQLException("it was not asked");
    while (!deadline.isOver()) {
      try (Connection connection = Connections.open(address, deadline.left())) {
        connection.createStatement().execute("SELECT 1");
        return;
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

  private static BackendStartException failed(
      String image, Deadline deadline, RecentLines log, Throwable cause) {
    Throwable root = cause;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return new BackendStartException(
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
    return false;
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
  public void close() {
    try (lifeline) {
      container.stop();
    }
  }

  @Override
  public String toString() {
    return description();
  }
}
