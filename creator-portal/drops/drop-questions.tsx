import { useMutation, useQuery } from '@tanstack/react-query';
import type { BrandQuestion } from '../../server/protocol/questions.ts';
import { hub, queryClient } from '../hub/client.ts';
import { useBrand } from '../shell/workspace.ts';
import { say } from '../strings.ts';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { Loaded } from '../ui/loaded.tsx';
import { ProblemNotice } from '../ui/notice.tsx';
import { RowsSkeleton } from '../ui/skeleton.tsx';
import { Table } from '../ui/table.tsx';
import { Time } from '../ui/time.tsx';

/** What viewers asked, with what became of it; a brand can take any of it from page and overlay. */
export function DropQuestions({ dropId }: { dropId: string }) {
  const brand = useBrand();
  const which = { brandId: brand.id, dropId };
  const questions = useQuery(hub.questions.ofDrop.queryOptions(which, { refetchInterval: 5_000 }));
  const hide = useMutation(
    hub.questions.hide.mutationOptions({
      onSuccess: (list) => queryClient.setQueryData(hub.questions.ofDrop.queryKey(which), list),
    }),
  );
  const toggle = ({ id, isHidden }: BrandQuestion) =>
    hide.mutate({ ...which, questionId: id, isHidden: !isHidden });
  return (
    <section className="mt-8" aria-labelledby="questions-title">
      <h2 id="questions-title" className="mb-3 text-lg font-semibold">
        {say.questions.title}
      </h2>
      <ProblemNotice error={hide.error} />
      <Loaded query={questions} skeleton={<RowsSkeleton rows={2} />}>
        {(list) =>
          list.length === 0 ? (
            <p className="text-ink-soft">{say.questions.none}</p>
          ) : (
            <Table
              caption={say.questions.title}
              rows={list}
              rowKey={({ id }) => id}
              columns={[
                {
                  key: 'question',
                  head: say.questions.question,
                  isTitle: true,
                  cell: ({ text }) => <span className="wrap-anywhere">{text}</span>,
                },
                {
                  key: 'answer',
                  head: say.questions.answer,
                  cell: (question) => <State question={question} />,
                },
                { key: 'asked', head: say.questions.asked, cell: ({ at }) => <Time at={at} /> },
                {
                  key: 'hide',
                  head: '',
                  cell: (question) =>
                    brand.role !== 'viewer' && (
                      <Button
                        small
                        look="quiet"
                        busy={hide.isPending && hide.variables.questionId === question.id}
                        aria-label={
                          question.isHidden
                            ? say.questions.showOf(question.text)
                            : say.questions.hideOf(question.text)
                        }
                        onClick={() => toggle(question)}
                      >
                        {question.isHidden ? say.questions.show : say.questions.hide}
                      </Button>
                    ),
                },
              ]}
            />
          )
        }
      </Loaded>
    </section>
  );
}

function State({ question }: { question: BrandQuestion }) {
  const { isAnswered, answer, heldWhy, isPinned, isHidden } = question;
  return (
    <span className="flex flex-wrap items-center gap-2 wrap-anywhere">
      {isHidden && <Badge>{say.questions.hidden}</Badge>}
      {isPinned && <Badge tone="good">{say.questions.pinned}</Badge>}
      {heldWhy !== null && !isAnswered && <Badge tone="warn">{say.questions.held[heldWhy]}</Badge>}
      {isAnswered ? (answer ?? say.questions.onAir) : say.questions.open}
    </span>
  );
}
