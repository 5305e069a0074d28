// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.Container;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes containers of ours that ended with a killed JVM, see {@link Lifeline}. They do not run
 * and hold no data, but would be listed for ever where Testcontainers' reaper is switched off.
 */
final class EndedContainers {

  static final String LABEL = "io.hivedb.postgres";

  private static final Logger LOG = LoggerFactory.getLogger(EndedContainers.class);

  /** A container that failed a moment ago is still wanted by its owner, for its log. */
  static final Duration REST = Duration.ofMinutes(1);

  private EndedContainers() {}

  /**
   * Removes those that ended a while ago.
   *
   * @param rest how long ago at least
   */
  static void sweep(DockerClient client, Duration rest) {
    for (Container ended :
        client
            .listContainersCmd()
            .withShowAll(true)
            .withLabelFilter(List.of(LABEL))
            .withStatusFilter(List.of("exited"))
            .exec()) {
      try {
        removeIfRested(client, ended.getId(), rest);
      } catch (DockerException e) {
        // Another JVM was quicker: no reason to fail a test.
        LOG.debug("The container {} was not removed", ended.getId(), e);
      }
    }
  }

  private static void removeIfRested(DockerClient client, String container, Duration rest) {
    String finished = client.inspectContainerCmd(container).exec().getState().getFinishedAt();
    if (finished != null && Instant.parse(finished).isBefore(Instant.now().minus(rest))) {
      client.removeContainerCmd(container).withRemoveVolumes(true).exec();
      LOG.info("Removed the container {}, which a killed JVM left", container);
    }
  }
}
