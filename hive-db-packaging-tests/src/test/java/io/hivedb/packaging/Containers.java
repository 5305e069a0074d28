// SPDX-License-Identifier: Apache-2.0
package io.hivedb.packaging;

import com.github.dockerjava.api.model.Container;
import io.hivedb.tck.Requirement;
import java.util.List;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;

/** The containers of this machine's Docker engine. */
final class Containers {

  private Containers() {}

  /** Skips the test, or fails it, where there is no engine. */
  static void check() {
    Requirement.check(
        "postgresql",
        DockerClientFactory.instance().isDockerAvailable(),
        "no Docker engine answers");
  }

  /** All, also those that have ended. */
  static List<String> ids() {
    return all().map(Container::getId).toList();
  }

  /** The one that has published the port of a URL; empty where there is none. */
  static String at(String url) {
    String port = "publicPort=" + url.replaceFirst(".*:(\\d+)/.*", "$1") + ",";
    return all()
        .filter(container -> List.of(container.getPorts()).toString().contains(port))
        .map(Container::getId)
        .findFirst()
        .orElse("");
  }

  private static Stream<Container> all() {
    return DockerClientFactory.lazyClient().listContainersCmd().withShowAll(true).exec().stream();
  }
}
