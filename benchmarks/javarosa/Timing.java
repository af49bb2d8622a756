import java.io.*;
import java.nio.charset.StandardCharsets;
import java.nio.file.*;
import java.util.*;
import org.javarosa.core.model.*;
import org.javarosa.core.model.data.IAnswerData;
import org.javarosa.core.model.instance.*;
import org.javarosa.core.services.IPropertyManager;
import org.javarosa.core.services.PropertyManager;
import org.javarosa.core.services.properties.IPropertyRules;
import org.javarosa.form.api.*;
import org.javarosa.model.xform.XFormsModule;
import org.javarosa.xform.util.*;

/**
 * Times JavaRosa: how long it takes to load a form, and from an answer to the next question with its choices.
 * Arguments: a file of jobs ("form.xml TAB answers"), and how many rounds; the last round is printed.
 * An answers file has lines "A TAB path TAB value" and "R TAB path of a repeat instance to add".
 * Prints "L TAB form TAB nanoseconds", "S TAB form TAB nanoseconds" and "E TAB form TAB error".
 */
public class Timing {
  public static void main(String[] arguments) throws Exception {
    new XFormsModule().registerModule();
    PropertyManager.setPropertyManager(new Nobody());
    List<String> jobs = Files.readAllLines(Paths.get(arguments[0]), StandardCharsets.UTF_8);
    int rounds = Integer.parseInt(arguments[1]);
    PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, "UTF-8");
    for (int round = 1; round <= rounds; round++) {
      for (String job : jobs) {
        String[] parts = job.split("\t");
        StringBuilder times = new StringBuilder();
        try {
          run(parts[0], Files.readAllLines(Paths.get(parts[1]), StandardCharsets.UTF_8), times);
        } catch (Throwable error) {
          times.setLength(0);
          times.append("E\t").append(parts[0]).append('\t').append(error.getClass().getSimpleName()).append('\n');
        }
        if (round == rounds) out.print(times);
      }
    }
    out.flush();
  }

  private static void run(String form, List<String> lines, StringBuilder times) throws Exception {
    Map<String, String> answers = new HashMap<>();
    Set<String> added = new HashSet<>();
    for (String line : lines) {
      String[] cells = line.split("\t", -1);
      if (cells[0].equals("A")) answers.put(cells[1], unescaped(cells[2]));
      else added.add(cells[1]);
    }
    long begun = System.nanoTime();
    FormDef definition = XFormUtils.getFormFromFormXml(form, null);
    definition.initialize(true, new InstanceInitializationFactory());
    times.append("L\t").append(form).append('\t').append(System.nanoTime() - begun).append('\n');
    FormEntryModel model = new FormEntryModel(definition);
    FormEntryController controller = new FormEntryController(model);
    controller.jumpToIndex(FormIndex.createBeginningOfFormIndex());
    int event = next(controller, model, definition, added);
    for (int guard = 0; event == FormEntryController.EVENT_QUESTION && guard < 8000; guard++) {
      FormIndex index = model.getFormIndex();
      FormEntryPrompt prompt = model.getQuestionPrompt(index);
      String given = answers.get(place(definition, index.getReference()));
      boolean answering = given != null && !prompt.isReadOnly();
      IAnswerData data = answering && !given.isEmpty()
          ? XFormAnswerDataParser.getAnswerData(given, prompt.getDataType(), prompt.getQuestion()) : null;
      long start = System.nanoTime();
      if (answering) controller.answerQuestion(index, data, true);
      event = next(controller, model, definition, added);
      if (event == FormEntryController.EVENT_QUESTION) look(model);
      if (answering) times.append("S\t").append(form).append('\t').append(System.nanoTime() - start).append('\n');
    }
  }

  /** To the next question, adding the instances that were added when the run was recorded. */
  private static int next(FormEntryController controller, FormEntryModel model, FormDef definition, Set<String> added) {
    while (true) {
      int event = controller.stepToNextEvent();
      if (event == FormEntryController.EVENT_QUESTION || event == FormEntryController.EVENT_END_OF_FORM) return event;
      if (event == FormEntryController.EVENT_PROMPT_NEW_REPEAT) {
        TreeReference reference = model.getFormIndex().getReference();
        String base = place(definition, reference.getParentRef()) + "/" + reference.getNameLast();
        if (added.contains(base + "[" + (reference.getMultLast() + 1) + "]")) controller.newRepeat();
      }
    }
  }

  /** What a screen needs of a question. */
  private static void look(FormEntryModel model) {
    FormEntryPrompt prompt = model.getQuestionPrompt(model.getFormIndex());
    prompt.isRequired();
    prompt.isReadOnly();
    List<SelectChoice> choices = prompt.getSelectChoices();
    if (choices != null) for (SelectChoice choice : choices) choice.getValue();
  }

  private static String place(FormDef definition, TreeReference reference) {
    StringBuilder path = new StringBuilder();
    TreeReference here = TreeReference.rootRef();
    for (int step = 0; step < reference.size(); step++) {
      int number = Math.max(0, reference.getMultiplicity(step));
      here = here.extendRef(reference.getName(step), number);
      TreeElement element = definition.getMainInstance().resolveReference(here);
      path.append('/').append(reference.getName(step));
      if (element != null && element.isRepeatable()) path.append('[').append(number + 1).append(']');
    }
    return path.toString();
  }

  private static String unescaped(String text) {
    return text.replace("\\n", "\n").replace("\\t", "\t").replace("\\\\", "\\");
  }

  /** No properties of a device. */
  private static class Nobody implements IPropertyManager {
    public List<String> getProperty(String name) { return null; }
    public void setProperty(String name, String value) { }
    public void setProperty(String name, List<String> value) { }
    public String getSingularProperty(String name) { return ""; }
    public void addRules(IPropertyRules rules) { }
    public List<IPropertyRules> getRules() { return new ArrayList<>(); }
  }
}
