// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Volume;
import io.hivedb.BackendStartException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Data of a container that the user keeps: in a directory or in a volume of Docker. One container
 * at a time has them: it bears their name, and Docker gives a name once.
 *
 * @param place what is mounted: a directory or a volume's name
 * @param user who runs the server, as Docker takes it; empty for the image's choice
 */
record ContainerData(String place, String user) {

  /** Below the mounted place: in a directory, not where the mode local keeps its own. */
  static final String CLUSTER = "pgdata-container";

  private static final String LABEL = "io.hivedb.postgres.data";

  /** A server whose JVM was killed shuts down. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final long BETWEEN_LOOKS = TimeUnit.MILLISECONDS.toNanos(50);

  static ContainerData of(ContainerPlan plan) {
    return plan.directory().map(ContainerData::in).orElseGet(() -> inVolume(plan.volume()));
  }

  private static ContainerData inVolume(String name) {
    return new ContainerData(name, "");
  }

  private static ContainerData in(Path directory) {
    try {
      Files.createDirectories(directory);
      Path real = directory.toRealPath();
      if (Files.exists(real.resolve("PG_VERSION")) || Files.exists(real.resolve("pgdata"))) {
        throw new BackendStartException(
            "The data directory ["
                + directory
                + "] holds data of the mode [local] or of another program. Nothing was changed. Name"
                + " another for a container.");
      }
      return new ContainerData(real.toString(), ownerOf(real));
    } catch (IOException e) {
      throw new BackendStartException(
          "The data directory [" + directory + "] cannot be used: " + e + ".", e);
    }
  }

  /** The files shall be the owner's; PostgreSQL refuses to be root, so that the image chooses. */
  private static String ownerOf(Path directory) throws IOException {
    if (!directory.getFileSystem().supportedFileAttributeViews().contains("unix")) {
      return "";
    }
    int owner = (int) Files.getAttribute(directory, "unix:uid");
    return owner == 0 ? "" : owner + ":" + Files.getAttribute(directory, "unix:gid");
  }

  /** What {@code initdb} looks its user up in: the image does not know the directory's owner. */
  String accounts() {
    return "root:x:0:0:root:/root:/bin/sh\nhive:x:" + user + "::/tmp:/bin/sh\n";
  }

  private String name() {
    return "hive-db-data-" + UUID.nameUUIDFromBytes(place.getBytes(StandardCharsets.UTF_8));
  }

  /** Waits for the end of a former container, and removes it. */
  void claim(DockerClient client) {
    Deadline deadline = new Deadline(PATIENCE);
    for (List<Container> former = former(client); !former.isEmpty(); former = former(client)) {
      if (deadline.isOver()) {
        throw inUse(null);
      }
      former.stream()
          .filter(container -> !container.getState().equals("running"))
          .forEach(container -> client.removeContainerCmd(container.getId()).exec());
      LockSupport.parkNanos(BETWEEN_LOOKS);
    }
  }

  private List<Container> former(DockerClient client) {
    return client
        .listContainersCmd()
        .withShowAll(true)
        .withLabelFilter(Map.of(LABEL, place))
        .exec();
  }

  /** Says who has the data. */
  BackendStartException inUse(@Nullable Throwable cause) {
    return new BackendStartException(
        "The data in ["
            + place
            + "] are in use by the container ["
            + name()
            + "]. Close the database there, or name another place.",
        cause);
  }

  /** Mounts them in a container that is about to be created. */
  void mount(CreateContainerCmd create, String at) {
    HostConfig host = create.getHostConfig();
    if (host != null) {
      host.withBinds(new Bind(place, new Volume(at)));
    }
    create.withName(name());
    create.getLabels().put(LABEL, place);
    if (!user.isEmpty()) {
      create.withUser(user);
    }
  }
}
