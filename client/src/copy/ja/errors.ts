import type { ErrorCode, FieldProblem } from '@enishi/shared/errors';

const code = {
  invalid: '入力を確かめてください。',
  not_signed_in: 'ログインが必要です。',
  wrong_credentials: 'メールアドレスかパスワードが違います。',
  second_factor_needed: '認証アプリに出ている番号を入れてください。',
  second_factor_wrong: '番号が違うか、もう使われています。新しい番号が出てから、もう一度入れてください。',
  forbidden: 'この操作はできません。',
  second_factor_required: '先に2段階認証を設定してください。',
  cross_site: '別のサイトからの操作は受け付けられません。ページを読み込み直してください。',
  not_found: '見つかりません。削除されたか、あなたには公開されていません。',
  stale: 'ほかの人が先に変更しました。',
  not_possible_now: 'いまの状態では、この操作はできません。画面を更新して確かめてください。',
  already_exists: 'すでにあります。',
  gone: '終了しました。',
  too_large: '送る内容が大きすぎます。',
  unsupported_media: 'この形式は受け付けられません。',
  too_many_requests: '操作が続きすぎました。少し待ってからもう一度試してください。',
  internal: 'システムの側で問題が起きました。時間をおいてもう一度試してください。',
  unavailable: 'つながりません。通信の状態を確かめて、もう一度試してください。',
  storage_away: 'いま、保存も読み込みもできません。しばらくすると直ります。入力した内容はこの画面に残っています。',
  storage_full:
    'サーバーの保存場所がいっぱいで、いまは保存できません。見ることはできます。管理者に知らせてください。入力した内容はこの画面に残っています。',
} satisfies Record<ErrorCode, string>;

const field = {
  required: '入力してください。',
  too_short: '短すぎます。{{limit}}文字以上で書いてください。',
  too_long: '長すぎます。{{limit}}文字以内で書いてください。',
  too_many: '多すぎます。{{limit}}個以内にしてください。',
  too_small: '{{limit}}以上にしてください。',
  wrong_order: 'はじめと終わりの順が逆です。',
  pay_too_late: '受け取りから60日以内の日を選んでください（フリーランス法で定められた期限です）。',
  too_big: '{{limit}}以下にしてください。',
  day_passed: '過ぎた日です。今日より後の日を選んでください。',
  wrong_form: '書き方を確かめてください。',
  not_a_choice: '選択肢から選んでください。',
  unwanted_characters: '使えない文字が入っています。',
  one_line: '改行せずに書いてください。',
  repeated: '同じものが2回入っています。',
  unknown_tag: '一覧にないことばです。選び直してください。',
  more_open_than_summary: '概要よりも広く公開することはできません。',
  email_taken: 'このメールアドレスはすでに登録されています。',
  password_common: 'よく使われていて推測されやすいパスワードです。別のものにしてください。',
  password_like_account: '名前やメールアドレスに似ています。別のものにしてください。',
  password_wrong: 'パスワードが違います。',
  code_wrong: '番号が違うか、もう使われています。新しい番号が出てから、もう一度入れてください。',
  unknown_organisation: 'この組織は見つかりません。選び直してください。',
} satisfies Record<FieldProblem, string>;

export const errors = {
  code,
  field,
  title: {
    failed: '読み込めませんでした',
    notDone: 'できませんでした',
  },
  retryAfter_other: '{{count}}秒後にもう一度試せます。',
  fieldsMissing_other: '{{count}}か所を直してください。',
};
