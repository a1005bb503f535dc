import { LONGEST_TEXT } from '../modules/complaints/contract.ts';
import type { Directory } from '../modules/people/contract.ts';
import {
  ChoiceCard,
  described,
  ErrorSummary,
  Field,
  type FieldError,
  FieldErrors,
  FormToken,
  TextInput,
} from './form-parts.tsx';
import { Layout } from './layout.tsx';
import { HeldPhotos, type ShownFile } from './photos.tsx';
import { QuestionStep } from './question-fields.tsx';
import { chosenCategory, IDENTITIES, type ReportValues, readPosition } from './report-form.ts';
import { count, lengthOf, named, type View } from './view.ts';

export type ReportPageData = {
  values: ReportValues;
  errors: readonly FieldError[];
  /** A soft word on top: the form was sent before, or has expired. */
  notice?: string | undefined;
  token: string;
  /** Whom LINE has proven the visitor to be, sealed; '' when nobody. */
  line: string;
  held: readonly ShownFile[];
  directory: Directory;
  noticeVersion: number | null;
};

/** Four short steps on one page; with script, one at a time. */
export function ReportPage({ view, data }: { view: View; data: ReportPageData }) {
  const { report, site } = view.words;
  const { errors, notice } = data;
  return (
    <Layout
      view={view}
      title={errors.length > 0 ? `${site.errorPrefix}${report.title}` : report.title}
      script="report"
      at="report"
    >
      <h1>{report.title}</h1>
      <p className="lead">{report.lead}</p>
      {notice ? (
        <p className="notice" role="status">
          {notice}
        </p>
      ) : null}
      <ErrorSummary view={view} errors={errors} />
      <form
        method="post"
        action={view.href('/report')}
        encType="multipart/form-data"
        noValidate
        data-enhance="report"
        data-words={JSON.stringify(scriptWords(view))}
      >
        <DefaultButton />
        <OtherLanguage view={view} />
        <FormToken token={data.token} />
        {data.line ? <input type="hidden" name="line" value={data.line} /> : null}
        <What view={view} data={data} />
        <Questions view={view} data={data} />
        <Where view={view} data={data} />
        <section className="step" aria-labelledby="step-photos">
          <h2 id="step-photos">{report.photos}</h2>
          <HeldPhotos view={view} held={data.held} />
          <PhotoInput view={view} errors={errors} />
        </section>
        <Who view={view} data={data} />
      </form>
    </Layout>
  );
}

function What({ view, data: { values, errors, directory } }: { view: View; data: ReportPageData }) {
  const { report } = view.words;
  const field = { view, field: 'text', label: report.text, hint: report.textHint, errors };
  return (
    <section className="step" aria-labelledby="step-what">
      <h2 id="step-what">{report.what}</h2>
      <Field {...field}>
        <textarea
          id="text"
          name="text"
          rows={6}
          required
          defaultValue={values.text}
          data-most={LONGEST_TEXT}
          {...described(field)}
        />
        <p className="hint counter" data-counter="text" hidden>
          {report.textCount(count(lengthOf(values.text)), count(LONGEST_TEXT))}
        </p>
      </Field>
      <Categories view={view} chosen={values.category} directory={directory} errors={errors} />
    </section>
  );
}

const asksAnything = ({ categories }: Directory) =>
  categories.some(({ data }) => data.offered && data.questions.length > 0);

/** Enter in a field presses a form's first button: without this one that would be one that only asks for the page again. */
function DefaultButton() {
  return <button type="submit" className="unseen" tabIndex={-1} aria-hidden="true" data-plain="" />;
}

/** A link to the other language would lose what was typed where no script keeps it: there the form itself changes over. */
function OtherLanguage({ view: { lang, words } }: { view: View }) {
  const other = lang === 'th' ? 'en' : 'th';
  return (
    <noscript>
      <style>{'.language{display:none}'}</style>
      <p className="actions">
        <button
          type="submit"
          className="button quiet"
          name="ask"
          value="language"
          lang={other}
          formAction={`/report?lang=${other}`}
        >
          {words.site.otherLanguage}
        </button>
      </p>
    </noscript>
  );
}

/** What the chosen category asks. Script fetches it when another is chosen; without, the page that comes back holds it. */
function Questions({ view, data: { values, errors, directory } }: { view: View; data: ReportPageData }) {
  const category = chosenCategory(values, directory);
  if (!asksAnything(directory)) return null;
  return (
    <div data-enhance="questions" data-url={view.href('/report/questions')}>
      {category && category.data.questions.length > 0 ? (
        <QuestionStep view={view} category={category} answers={values.answers} errors={errors} />
      ) : null}
    </div>
  );
}

type CategoryChoice = { view: View; chosen: string; directory: Directory; errors: readonly FieldError[] };

/** Big choices under the department that usually handles them; closed at first, because most people need not choose. */
function Categories({ view, chosen, directory, errors }: CategoryChoice) {
  const { report, site } = view.words;
  const offered = directory.categories.filter(({ data }) => data.offered);
  // Groups in the order of their first category, which the municipality arranges by what people report most.
  const departments = new Map(directory.departments.map((department) => [department.id, named(view, department)]));
  const groups = Map.groupBy(offered, ({ data }) => departments.get(data.departmentId ?? '') ?? report.categoryOther);
  return (
    <fieldset id="category" tabIndex={-1}>
      <legend>
        {report.category} <span className="soft">{site.optional}</span>
      </legend>
      <p className="hint">{report.categoryHint}</p>
      <FieldErrors view={view} errors={errors} field="category" />
      <details open={chosen !== ''}>
        <summary>{report.categoryOpen}</summary>
        <ChoiceCard name="category" value="" id="category-none" label={report.categoryNone} chosen={chosen === ''} />
        {[...groups].map(([name, categories]) => (
          <div key={name}>
            <p className="group">{name}</p>
            <div className="choices">
              {categories.map((category) => (
                <ChoiceCard
                  key={category.id}
                  name="category"
                  value={category.id}
                  label={named(view, category)}
                  chosen={chosen === category.id}
                  asks={category.data.questions.length > 0}
                />
              ))}
            </div>
          </div>
        ))}
        {asksAnything(directory) ? (
          <p className="actions" data-plain="">
            <button
              type="submit"
              className="button quiet"
              name="ask"
              value="1"
              formAction={`${view.href('/report')}#step-questions`}
            >
              {report.questionsShow}
            </button>
          </p>
        ) : null}
      </details>
    </fieldset>
  );
}

function Where({ view, data: { values, errors, directory } }: { view: View; data: ReportPageData }) {
  const { report } = view.words;
  const { at } = readPosition(values.latitude, values.longitude);
  const community = { view, field: 'community', label: report.community, optional: true, errors };
  return (
    <section className="step" aria-labelledby="step-where">
      <h2 id="step-where">{report.where}</h2>
      <TextInput
        view={view}
        field="place"
        label={report.place}
        hint={report.placeHint}
        optional
        errors={errors}
        value={values.place}
      />
      {directory.communities.length > 0 ? (
        <Field {...community}>
          <select id="community" name="community" defaultValue={values.community} {...described(community)}>
            <option value="">{report.communityNone}</option>
            {directory.communities.map((each) => (
              <option key={each.id} value={each.id}>
                {named(view, each)}
              </option>
            ))}
          </select>
        </Field>
      ) : null}
      <input type="hidden" name="latitude" defaultValue={at?.latitude ?? ''} />
      <input type="hidden" name="longitude" defaultValue={at?.longitude ?? ''} />
      <div data-enhance="place" data-map={JSON.stringify(mapSettings(view))} />
    </section>
  );
}

export function PhotoInput({ view, errors }: { view: View; errors: readonly FieldError[] }) {
  const { report } = view.words;
  const field = { view, field: 'photos', label: report.photosLabel, hint: report.photosHint, optional: true, errors };
  return (
    <Field {...field}>
      <input
        type="file"
        id="photos"
        name="photos"
        multiple
        accept="image/jpeg,image/png,image/webp"
        data-words={JSON.stringify(photoWords(view))}
        {...described(field)}
      />
    </Field>
  );
}

function Who({ view, data: { values, errors, noticeVersion } }: { view: View; data: ReportPageData }) {
  const { report } = view.words;
  return (
    <section className="step" aria-labelledby="step-who">
      <h2 id="step-who">{report.who}</h2>
      <fieldset id="identity" tabIndex={-1}>
        <legend>{report.identity}</legend>
        <FieldErrors view={view} errors={errors} field="identity" />
        {IDENTITIES.map((identity) => (
          <ChoiceCard
            key={identity}
            name="identity"
            value={identity}
            label={report[identity]}
            hint={report[`${identity}Hint`]}
            chosen={values.identity === identity}
          />
        ))}
      </fieldset>
      <div className="contact">
        <TextInput
          view={view}
          field="name"
          label={report.name}
          errors={errors}
          value={values.name}
          autoComplete="name"
        />
        <TextInput
          view={view}
          field="phone"
          type="tel"
          label={report.phone}
          hint={report.phoneHint}
          optional
          errors={errors}
          value={values.phone}
          autoComplete="tel"
        />
        <TextInput
          view={view}
          field="email"
          type="email"
          label={report.email}
          hint={report.emailHint}
          optional
          errors={errors}
          value={values.email}
          autoComplete="email"
        />
      </div>
      {noticeVersion === null ? null : (
        <p className="soft">
          <input type="hidden" name="notice" value={noticeVersion} />
          {report.notice(noticeVersion)}{' '}
          <a href={view.href('/privacy')} target="_blank" rel="noopener">
            {report.noticeLink}
          </a>
        </p>
      )}
      <p className="soft">{report.after}</p>
      <button type="submit" className="button">
        {report.send}
      </button>
    </section>
  );
}

/** Words with a number in them travel as a pattern: `{0}`, `{1}`. */
function scriptWords({ words: { report, errors } }: View) {
  return {
    next: report.next,
    back: report.back,
    stepOf: report.stepOf(11, 22).replace('11', '{0}').replace('22', '{1}'),
    count: report.textCount('{0}', '{1}'),
    sending: report.sending,
    sendFailed: report.sendFailed,
    textMissing: errors['text-missing'],
    answerMissing: report.answerMissing,
    questions: report.questions,
    questionsLoading: report.questionsLoading,
    questionsFailed: report.questionsFailed,
  };
}

function photoWords({ words: { report, errors } }: View) {
  return {
    remove: report.photoRemove,
    tooMany: errors['too-many-files'],
    tooLarge: errors['file-too-large']('{0}'),
    notImage: errors['file-not-an-image']('{0}'),
  };
}

function mapSettings({ words: { report }, municipality, assets }: View) {
  const { latitude, longitude, zoom, tiles, tilesCredit } = municipality?.settings ?? {
    latitude: 13.75,
    longitude: 100.5,
    zoom: 6,
    tiles: '',
    tilesCredit: '',
  };
  return {
    ...{ latitude, longitude, zoom, tiles, credit: tilesCredit },
    script: assets.url('leaflet/leaflet.js'),
    style: assets.url('leaflet/leaflet.css'),
    words: {
      open: report.mapOpen,
      hint: report.mapHint,
      label: report.mapLabel,
      failed: report.mapFailed,
      noTiles: report.mapNoTiles,
      locate: report.locate,
      locating: report.locating,
      locateFailed: report.locateFailed,
      pinSet: report.pinSet('{0}'),
      pinClear: report.pinClear,
    },
  };
}
