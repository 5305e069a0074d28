// SPDX-License-Identifier: Apache-2.0
package io.hivedb.junit;

import io.hivedb.HiveDbConfig;
import io.hivedb.internal.BackendRoster;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Disabled;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * The servers that tests will surely need: those of the classes and methods of a plan, and of the
 * parameters and fields there. What may be skipped is not looked at: nothing is started that no
 * test needs.
 */
final class EarlyNeeds {

  private static final List<Class<? extends Annotation>> UNSURE =
      List.of(
          Disabled.class,
          EnabledOnBackend.class,
          DisabledOnBackend.class,
          RequiresCapability.class);

  private final Function<String, @Nullable String> parameters;
  private final Map<Object, Need> servers = new HashMap<>();

  private EarlyNeeds(Function<String, @Nullable String> parameters) {
    this.parameters = parameters;
  }

  /**
   * One need for each server.
   *
   * @param types the classes of the plan
   * @param methods its test methods
   * @param parameters JUnit's, by key
   */
  static Collection<Need> of(
      Set<Class<?>> types, Set<Method> methods, Function<String, @Nullable String> parameters) {
    EarlyNeeds needs = new EarlyNeeds(parameters);
    types.stream().filter(EarlyNeeds::isSure).forEach(needs::addClass);
    methods.stream()
        .filter(method -> isSure(method) && isSure(method.getDeclaringClass()))
        .forEach(needs::addMethod);
    return needs.servers.values();
  }

  private static boolean isSure(AnnotatedElement element) {
    return UNSURE.stream()
        .noneMatch(annotation -> AnnotationSupport.isAnnotated(element, annotation));
  }

  private void addClass(Class<?> type) {
    boolean each = AnnotationSupport.isAnnotated(type, EveryBackend.class);
    Declarations.of(type).values().forEach(declaration -> add(declaration, each));
    Stream<AnnotatedElement> fields = Stream.of(type.getDeclaredFields());
    Stream<AnnotatedElement> constructors =
        Stream.of(type.getDeclaredConstructors()).flatMap(EarlyNeeds::parameters);
    Stream.concat(fields, constructors).forEach(element -> addOwn(element, each));
  }

  private void addMethod(Method method) {
    Class<?> type = method.getDeclaringClass();
    boolean each =
        AnnotationSupport.isAnnotated(type, EveryBackend.class)
            || AnnotationSupport.isAnnotated(method, EveryBackend.class);
    addOwn(method, each);
    parameters(method).forEach(parameter -> addOwn(parameter, each));
    if (each) {
      Declarations.of(type).values().forEach(declaration -> add(declaration, true));
    }
  }

  private static Stream<AnnotatedElement> parameters(Executable executable) {
    return Stream.of(executable.getParameters());
  }

  /** A mere name points to another declaration. */
  private void addOwn(AnnotatedElement element, boolean each) {
    Declarations.of(element).values().stream()
        .filter(declaration -> element instanceof Method || !declaration.isReference())
        .forEach(declaration -> add(declaration, each));
  }

  private void add(Declaration declaration, boolean each) {
    if (!each) {
      put(declaration, "", declaration.config("early start"));
      return;
    }
    BackendRoster roster = BackendRoster.of(declaration.config("early start").build(), parameters);
    for (BackendRoster.Entry entry : roster.entries()) {
      if (entry.missing().isEmpty()) {
        put(
            declaration,
            entry.backend(),
            Chosen.of(entry, "").onto(declaration.config("early start")));
      }
    }
  }

  private void put(Declaration declaration, String chosen, HiveDbConfig.Builder config) {
    Object key =
        List.of(declaration.backend(), declaration.requires(), declaration.isolation(), chosen);
    servers.computeIfAbsent(key, absent -> new Need(config.build(), declaration));
  }

  /**
   * A server that is needed.
   *
   * @param config its configuration
   * @param first one of those who need it
   */
  record Need(HiveDbConfig config, Declaration first) {}
}
