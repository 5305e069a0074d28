// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.model.WaitResponse;
import io.hivedb.BackendStartException;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.utility.TestcontainersConfiguration;

/** What containers need that stay, or whose data stay. */
final class KeptContainers {

  /** Where the images have the server's socket. */
  static final String SOCKETS = "/var/run/postgresql";

  private static final long SHUTDOWN_SECONDS = 60;

  /**
   * Over the socket within the container, which the image trusts: the data may be from before, with
   * another password. Of this one the server gets the hash that it keeps of it anyway.
   */
  private static final String SET_PASSWORD =
      "until psql -qX -h "
          + SOCKETS
          + " -U \"$POSTGRES_USER\" -d postgres"
          + " -c \"$0\"; do sleep 0.1; done";

  private KeptContainers() {}

  static void check(ContainerPlan plan, DockerClient client) {
    if (plan.reused() && !TestcontainersConfiguration.getInstance().environmentSupportsReuse()) {
      throw new BackendStartException(
          PostgresProvider.REUSE
              + " = [true] needs Testcontainers' own consent. Put testcontainers.reuse.enable=true"
              + " into .testcontainers.properties in your home directory, or set"
              + " TESTCONTAINERS_REUSE_ENABLE=true.");
    }
    if (plan.keepsData()) {
      ContainerData.of(plan).claim(client);
    }
  }

  /** Docker gives a name once: another JVM was quicker. */
  static Optional<RuntimeException> inUse(ContainerPlan plan, Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (plan.keepsData() && cause instanceof ConflictException) {
        return Optional.of(ContainerData.of(plan).inUse(failure));
      }
    }
    return Optional.empty();
  }

  static void setPassword(
      ContainerPlan plan, ServerContainer container, RandomPassword password, Deadline deadline) {
    if (!plan.keepsData()) {
      return;
    }
    String statement =
        "ALTER ROLE \"" + container.user() + "\" PASSWORD '" + password.verifier() + "'";
    String seconds = Long.toString(Math.max(1, deadline.left().toSeconds()));
    try {
      ExecResult result =
          container.execInContainer("timeout", seconds, "sh", "-c", SET_PASSWORD, statement);
      if (result.getExitCode() != 0) {
        throw new IllegalStateException(
            "the password could not be set: " + result.getStderr().strip());
      }
    } catch (IOException e) {
      throw new IllegalStateException("the password could not be set", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the password was set", e);
    }
  }

  /** The server was told to end: the last checkpoint is not cut off. */
  static void awaitEnd(ServerContainer container) {
    try {
      DockerClientFactory.lazyClient()
          .waitContainerCmd(container.getContainerId())
          .exec(new ResultCallback.Adapter<WaitResponse>())
          .awaitCompletion(SHUTDOWN_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
