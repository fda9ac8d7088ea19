package org.qalqan.gateway.portal;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/** The templates in {@code templates/portal}; each is checked against these parameters when the gateway is built. */
@CheckedTemplate(basePath = "portal", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
final class Templates {

    private Templates() {}

    /**
     * {@code /}.
     *
     * @param recipes those shown here; the first with its call and what it prints
     * @param linkedData the dataset as JSON-LD that can stand in a script element
     */
    static native TemplateInstance overview(
            Dataset dataset,
            List<IndexResource.Section> sections,
            Counts counts,
            List<Recipes.Recipe> recipes,
            int views,
            String address,
            String linkedData);

    /** {@code /views}. */
    static native TemplateInstance views(List<Catalogue.ViewGroup> groups);

    /** {@code /recipes}. */
    static native TemplateInstance recipes(List<Recipes.Recipe> recipes, String address);

    /** {@code /structure}, with the call whose answer it shows. */
    static native TemplateInstance structure(String asOf, String call, List<StructureResource.Node> nodes);

    /** {@code /structure} without an answer. */
    static native TemplateInstance structureAway(String service);

    /** {@code /guide}. */
    static native TemplateInstance guide(String collection, String address);

    /** {@code /cite}. */
    static native TemplateInstance cite(Dataset dataset, String address);

    /** {@code /changelog}, with the changelog as HTML. */
    static native TemplateInstance changelog(String changes);

    /** {@code /problems}. */
    static native TemplateInstance problems(List<ProblemPage> problems);

    /** {@code /problems/…}. */
    static native TemplateInstance problem(ProblemPage problem);

    /** {@code /docs}. */
    static native TemplateInstance docs(String swaggerUi);

    /** {@code /llms.txt}. */
    static native TemplateInstance llms(
            Dataset dataset, Catalogue catalogue, List<Recipes.Recipe> recipes, String address);
}
