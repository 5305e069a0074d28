// SPDX-License-Identifier: Apache-2.0
package io.hivedb.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.hivedb.spi.BackendProvider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("META-INF/services and module descriptors")
class ServicesTests {

  private static final String SERVICE = BackendProvider.class.getName();

  @Test
  @DisplayName("name the same providers")
  void agree() throws IOException {
    Set<String> fromFiles = new TreeSet<>();
    for (URL file : all("META-INF/services/" + SERVICE)) {
      try (InputStream stream = file.openStream()) {
        new String(stream.readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty() && !line.startsWith("#"))
            .forEach(fromFiles::add);
      }
    }
    Set<String> fromModules = new TreeSet<>();
    for (URL file : all("module-info.class")) {
      try (InputStream stream = file.openStream()) {
        ModuleDescriptor.read(stream).provides().stream()
            .filter(provides -> provides.service().equals(SERVICE))
            .forEach(provides -> fromModules.addAll(provides.providers()));
      }
    }
    assertThat(fromFiles).hasSize(3).isEqualTo(fromModules);
  }

  private static List<URL> all(String resource) throws IOException {
    return Collections.list(ServicesTests.class.getClassLoader().getResources(resource));
  }
}
