import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { postJson } from '../hub/post-json.ts';
import { say } from '../strings.ts';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import { Notice, ProblemNotice } from '../ui/notice.tsx';

/** E-mail and password, or a link by mail; the same form makes a new account. */
export function SignInForm({ isSignUp, onEntered }: { isSignUp: boolean; onEntered: () => void }) {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [name, setName] = useState('');
  const byPassword = useMutation({
    mutationFn: () =>
      isSignUp
        ? postJson('/api/auth/sign-up/email', { name, email, password })
        : postJson('/api/auth/sign-in/email', { email, password }),
    onSuccess: onEntered,
  });
  const byLink = useMutation({
    mutationFn: () => postJson('/api/auth/sign-in/magic-link', { email }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    byPassword.mutate();
  };
  return (
    <form className="space-y-4" onSubmit={submit}>
      {isSignUp && (
        <TextField
          label={say.signIn.name}
          value={name}
          onChange={(event) => setName(event.target.value)}
          autoComplete="name"
          required
        />
      )}
      <TextField
        label={say.signIn.email}
        type="email"
        value={email}
        onChange={(event) => setEmail(event.target.value)}
        autoComplete="email"
        required
      />
      <TextField
        label={say.signIn.password}
        type="password"
        value={password}
        onChange={(event) => setPassword(event.target.value)}
        autoComplete={isSignUp ? 'new-password' : 'current-password'}
        minLength={isSignUp ? 8 : 1}
        hint={isSignUp ? say.signIn.newPasswordHint : undefined}
        required
      />
      <ProblemNotice error={byPassword.error ?? byLink.error} />
      {byLink.isSuccess && <Notice tone="good">{say.signIn.linkSent(email)}</Notice>}
      <div className="grid gap-2">
        <Button type="submit" look="primary" busy={byPassword.isPending}>
          {isSignUp ? say.signIn.create : say.signIn.byPassword}
        </Button>
        {!isSignUp && (
          <Button
            disabled={!email.includes('@')}
            busy={byLink.isPending}
            onClick={() => byLink.mutate()}
          >
            {say.signIn.byLink}
          </Button>
        )}
      </div>
      <p className="text-sm">
        <Link
          to="/sign-in"
          search={(old) => ({ ...old, tab: isSignUp ? 'in' : 'new' })}
          className="font-medium underline"
        >
          {isSignUp ? say.signIn.toSignIn : say.signIn.toSignUp}
        </Link>
      </p>
    </form>
  );
}
